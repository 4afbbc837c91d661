using RoverRaman.Emulator;
using RoverRaman.Instruments.Obp;
using RoverRaman.Instruments.Transports;
using RoverRaman.TestSupport;

namespace RoverRaman.Instruments.Tests;

public class StsSpectrometerTests
{
    static readonly StsOptions Fast = new()
    {
        IntegrationTime = TimeSpan.FromMilliseconds(1),
        BaudSettling = TimeSpan.FromMilliseconds(100),
        BaudPatience = TimeSpan.FromSeconds(1),
        // Long enough for a crowded machine: where a test wants silence, the scripted instrument is silent without a clock.
        Client = new ObpClientOptions { Margin = TimeSpan.FromSeconds(10) },
    };

    readonly float[] _counts = new float[1024];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Open_VirtualInstrument_IdentifiesItAndTakesSpectra(bool overTcp)
    {
        using var instrument = overTcp ? VirtualInstrument.OnTcp() : VirtualInstrument.OnPty();
        using var spectrometer = Attach(instrument);

        Assert.Equal("RR-STS-0001", spectrometer.Info.SerialNumber);
        Assert.Equal(1024, spectrometer.Info.Wavelengths.Length);
        Assert.Equal(TimeSpan.FromMicroseconds(10), spectrometer.Info.MinimumIntegration);
        Assert.Equal(TimeSpan.FromSeconds(85), spectrometer.Info.MaximumIntegration);
        Assert.InRange(spectrometer.ReadTemperature(default)!.Value, 20, 30);

        spectrometer.SetIntegrationTime(TimeSpan.FromMilliseconds(20), default);
        spectrometer.Acquire(_counts, default);
        Assert.InRange(_counts.Max(), 500, 800);
        spectrometer.SetExcitation(true, default);
        var frame = spectrometer.Acquire(_counts, default);
        Assert.InRange(_counts.Max(), 2000, 3000);
        Assert.Equal(TimeSpan.FromMilliseconds(20), frame.IntegrationTime);
        Assert.Equal(default, spectrometer.Counters with { Frames = 0 });
    }

    [Fact]
    public void Acquire_SteadyStateOnATty_AllocatesNothing()
    {
        using var instrument = VirtualInstrument.OnPty();
        using var spectrometer = Attach(instrument);
        using var cancellation = new CancellationTokenSource();
        var converter = new FrameConverter(spectrometer.Info, 785);
        var grid = new float[Spectra.Grid.Count];
        spectrometer.Acquire(_counts, cancellation.Token);
        converter.SetDark(_counts, Fast.IntegrationTime);
        spectrometer.SetExcitation(true, default);
        Take(20);
        Assert.Equal(0, Allocations.Of(() => Take(50)));

        void Take(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var frame = spectrometer.Acquire(_counts, cancellation.Token);
                converter.Convert(_counts, frame.IntegrationTime, grid);
            }
        }
    }

    [Fact]
    public void Acquire_InstrumentDiesMidSpectrum_ThrowsAndAFreshOneWorksWithoutLeaks()
    {
        Attempt();
        var before = OpenLines();
        for (var i = 0; i < 5; i++)
            Attempt();
        Assert.Equal(before, OpenLines());

        void Attempt()
        {
            var faults = new FaultInjector(FaultKind.HangUp, every: 1, seed: 1);
            using (var dying = VirtualInstrument.OnPty(new HostOptions { Faults = faults }))
            using (var spectrometer = Attach(dying))
            {
                spectrometer.SetExcitation(true, default);
                Assert.Throws<TransportLostException>(() => spectrometer.Acquire(_counts, default));
            }
            using var next = VirtualInstrument.OnPty();
            using var fresh = Attach(next);
            fresh.Acquire(_counts, default);
        }
    }

    [Theory]
    [InlineData(FaultKind.DropByte)]
    [InlineData(FaultKind.Truncate)]
    [InlineData(FaultKind.Silence)]
    public void Acquire_SpectrumDamaged_TimesOutAndTheNextOneIsWhole(FaultKind fault)
    {
        var sts = VirtualInstrument.NewSts();
        var faults = new FaultInjector(fault, every: 2, seed: 1);
        using var spectrometer = StsSpectrometer.Open(new ScriptedInstrument((type, flags, regarding, data) =>
            sts.Receive(Request(type, flags, regarding, data)).Select(reply => faults.Apply(reply).Bytes)), Fast);
        spectrometer.SetExcitation(true, default);
        for (var i = 0; i < 3; i++)
        {
            spectrometer.Acquire(_counts, default);
            Assert.Throws<TimeoutException>(() => spectrometer.Acquire(_counts, default));
        }
        Assert.Equal((3, 0), (spectrometer.Counters.Timeouts, spectrometer.Counters.Stray));
    }

    [Fact]
    public void Acquire_GarbageBeforeTheSpectrum_IsSkippedAndCounted()
    {
        using var instrument = VirtualInstrument.OnPty(new HostOptions { Faults = new FaultInjector(FaultKind.Garbage, every: 1, seed: 1) });
        using var spectrometer = Attach(instrument);
        spectrometer.SetExcitation(true, default);
        for (var i = 0; i < 10; i++)
            spectrometer.Acquire(_counts, default);
        Assert.Equal(0, spectrometer.Counters.Timeouts);
        Assert.InRange(spectrometer.Counters.BytesSkipped, 10 * 4, 10 * 203);
        Assert.InRange(spectrometer.Counters.BadFrames, 10, 20);
    }

    [Fact]
    public void Acquire_Nack_ThrowsAndTheLinkWorksOn()
    {
        using var instrument = VirtualInstrument.OnPty(new HostOptions { Faults = new FaultInjector(FaultKind.Nack, every: 2, seed: 1) });
        using var spectrometer = Attach(instrument);
        spectrometer.SetExcitation(true, default);
        spectrometer.Acquire(_counts, default);
        var error = Assert.Throws<InstrumentException>(() => spectrometer.Acquire(_counts, default));
        Assert.Equal((int)ObpError.Internal, error.Code);
        spectrometer.Acquire(_counts, default);
    }

    [Fact]
    public void Acquire_CancelledWhileWaiting_ThrowsAndTheNextOneIsRight()
    {
        using var instrument = VirtualInstrument.OnPty();
        using var spectrometer = Attach(instrument);
        spectrometer.SetIntegrationTime(TimeSpan.FromMilliseconds(200), default);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));
        Assert.ThrowsAny<OperationCanceledException>(() => spectrometer.Acquire(_counts, cancellation.Token));

        // The cancelled spectrum still arrives; it must not be taken for the next one.
        spectrometer.Acquire(_counts, default);
        Assert.Equal(1, spectrometer.Counters.Stray);
    }

    [Fact]
    public void Acquire_ResetBehindOurBack_SetsIntegrationTimeAgain()
    {
        var sts = VirtualInstrument.NewSts();
        var transport = Scripted(() => sts);
        using var spectrometer = StsSpectrometer.Open(transport, Fast);
        sts = VirtualInstrument.NewSts();
        transport.Asked.Clear();
        spectrometer.Acquire(_counts, default);
        Assert.Equal([ObpMessageType.GetRawSpectrum, ObpMessageType.SetIntegrationTime, ObpMessageType.GetRawSpectrum], transport.Asked);
    }

    [Theory]
    [InlineData(0.009)]
    [InlineData(85_001)]
    public void SetIntegrationTime_OutOfRange_ThrowsNamingTheRange(double milliseconds)
    {
        using var spectrometer = StsSpectrometer.Open(Scripted(), Fast);
        var error = Assert.Throws<InstrumentException>(() => spectrometer.SetIntegrationTime(TimeSpan.FromMilliseconds(milliseconds), default));
        Assert.Contains("0.01 to 85000 ms", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadTemperature_InstrumentWithoutSensor_GivesNull()
    {
        using var spectrometer = StsSpectrometer.Open(Replacing(ObpMessageType.GetTemperature, [], ObpError.UnknownMessageType), Fast);
        Assert.Null(spectrometer.ReadTemperature(default));
    }

    [Fact]
    public void Open_FirmwareThatDoesNotKnowItsLimits_TakesTheDataSheets()
    {
        using var spectrometer = StsSpectrometer.Open(Replacing(ObpMessageType.GetMaximumIntegrationTime, [], ObpError.UnknownMessageType), Fast);
        Assert.Equal(TimeSpan.FromSeconds(85), spectrometer.Info.MaximumIntegration);
    }

    [Theory]
    [InlineData(ObpMessageType.GetWavelengthCoefficientCount, new byte[] { 0 }, "found 0")]
    [InlineData(ObpMessageType.GetWavelengthCoefficientCount, new byte[] { 200 }, "found 200")]
    [InlineData(ObpMessageType.GetWavelengthCoefficient, new byte[] { 0, 0, 0xC0, 0x7F }, "found NaN nm at pixel 0")]
    [InlineData(ObpMessageType.GetWavelengthCoefficient, new byte[] { 0, 0, 0, 0 }, "found 0 nm at pixel 0")]
    [InlineData(ObpMessageType.GetWavelengthCoefficient, new byte[] { 1, 2 }, "found NaN nm at pixel 0")]
    public void Open_NoUsableCalibration_ThrowsAndClosesTheLine(ObpMessageType question, byte[] answer, string expected)
    {
        var transport = Replacing(question, answer, ObpError.None);
        var error = Assert.Throws<InstrumentException>(() => StsSpectrometer.Open(transport, Fast));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.True(transport.Closed);
    }

    [Fact]
    public void Acquire_SpectrumOfAnotherModel_ThrowsNamingLengths()
    {
        using var spectrometer = StsSpectrometer.Open(Replacing(ObpMessageType.GetRawSpectrum, new byte[2000], ObpError.None), Fast);
        var error = Assert.Throws<InstrumentException>(() => spectrometer.Acquire(_counts, default));
        Assert.Contains("2048 bytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("found 2000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dispose_LaserOn_SwitchesItOff()
    {
        var transport = Scripted();
        var spectrometer = StsSpectrometer.Open(transport, Fast);
        spectrometer.Dispose();
        Assert.DoesNotContain(ObpMessageType.SetLampEnable, transport.Asked);

        transport = Scripted();
        spectrometer = StsSpectrometer.Open(transport, Fast);
        spectrometer.SetExcitation(true, default);
        transport.Asked.Clear();
        spectrometer.Dispose();
        Assert.Equal([ObpMessageType.SetLampEnable], transport.Asked);
        Assert.True(transport.Closed);
    }

    [Theory]
    [InlineData(57600, 115200, 115200)]
    [InlineData(57600, null, 57600)]
    public void Attach_InstrumentAtAnotherRate_IsFoundAndTakenToTheWantedOne(int instrumentBaud, int? wanted, int expected)
    {
        var sts = VirtualInstrument.NewSts(baud: instrumentBaud);
        using var instrument = VirtualInstrument.OnPty(new HostOptions { Paced = true }, sts);
        using var spectrometer = StsSpectrometer.Attach(new TransportAddress(instrument.Address, wanted, null, 0), Fast);
        spectrometer.Acquire(_counts, default);
        Assert.Equal(expected, sts.Baud);
        Assert.Equal("RR-STS-0001", spectrometer.Info.SerialNumber);
    }

    [Fact]
    public void Attach_NobodyAnswers_NamesTheRatesTried()
    {
        using var nobody = PtyMaster.Create();
        var error = Assert.Throws<TimeoutException>(() => StsSpectrometer.Attach(TransportAddress.Parse(nobody.TerminalPath), Fast with { BaudPatience = TimeSpan.FromMilliseconds(10) }));
        foreach (var baud in ObpBaud.SearchOrder)
            Assert.Contains($"{baud}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ChangeBaud_RateTheInstrumentDoesNotKnow_ThrowsAndTheOldRateWorks()
    {
        var sts = VirtualInstrument.NewSts(baud: 115200);
        using var instrument = VirtualInstrument.OnPty(new HostOptions { Paced = true }, sts);
        using var line = TtyTransport.Open(instrument.Address, 115200);
        Assert.Throws<InstrumentException>(() => ObpBaud.Change(line, 250000, Fast.BaudSettling, Fast.BaudPatience, default));
        Assert.Equal(115200, ObpBaud.Search(line, Fast.BaudPatience, default));
    }

    static ObpSpectrometer Attach(VirtualInstrument instrument) => StsSpectrometer.Attach(TransportAddress.Parse(instrument.Address), Fast);

    static ScriptedInstrument Scripted()
    {
        var sts = VirtualInstrument.NewSts();
        return Scripted(() => sts);
    }

    static ScriptedInstrument Scripted(Func<VirtualSts> sts) => new((type, flags, regarding, data) => Ask(sts(), type, flags, regarding, data));

    // A virtual STS that answers one question in another way.
    static ScriptedInstrument Replacing(ObpMessageType question, byte[] answer, ObpError error)
    {
        var sts = VirtualInstrument.NewSts();
        return new ScriptedInstrument((type, flags, regarding, data) => type != question
            ? Ask(sts, type, flags, regarding, data)
            : [VirtualSts.Encode(new ObpMessage { Type = type, Regarding = regarding, Flags = ObpFlags.Response, Error = error, Data = answer })]);
    }

    static IEnumerable<byte[]> Ask(VirtualSts sts, ObpMessageType type, ObpFlags flags, uint regarding, byte[] data) =>
        sts.Receive(Request(type, flags, regarding, data)).Select(reply => reply.Bytes);

    static byte[] Request(ObpMessageType type, ObpFlags flags, uint regarding, byte[] data) =>
        VirtualSts.Encode(new ObpMessage { Type = type, Flags = flags, Regarding = regarding, Data = data });

    static int OpenLines() => Directory.GetFiles("/proc/self/fd").Count(path =>
        new FileInfo(path).LinkTarget is { } target && (target.StartsWith("/dev/pt", StringComparison.Ordinal) || target.Contains("eventfd", StringComparison.Ordinal)));
}
