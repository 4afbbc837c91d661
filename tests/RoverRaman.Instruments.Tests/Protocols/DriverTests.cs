using RoverRaman.Instruments.Classic;
using RoverRaman.Instruments.Cobolt;
using RoverRaman.TestSupport;

namespace RoverRaman.Instruments.Tests.Protocols;

/// <summary>Every driver against the emulator's instrument of its protocol.</summary>
public class DriverTests
{
    static readonly SpectrometerOptions Options = new() { IntegrationTime = TimeSpan.FromMilliseconds(100), Margin = TimeSpan.FromSeconds(10) };

    public static TheoryData<InstrumentProtocol, string, string?> Instruments() => new()
    {
        { InstrumentProtocol.Sts, "obp", null },
        { InstrumentProtocol.QePro, "obp", "qepro" },
        { InstrumentProtocol.Ventana, "obp", "ventana" },
        { InstrumentProtocol.Fx, "obp", "fx" },
        { InstrumentProtocol.Hdx, "obp", "hdx" },
        { InstrumentProtocol.Obp2, "obp2", null },
        { InstrumentProtocol.Usb2000, "ocean-classic", "usb2000" },
        { InstrumentProtocol.Usb4000, "ocean-classic", "usb4000" },
        { InstrumentProtocol.BwTek, "bwtek", null },
        { InstrumentProtocol.BwTekBinary, "bwtek", null },
        { InstrumentProtocol.Tcd1304, "tcd1304", null },
        { InstrumentProtocol.Tcd1304Later, "tcd1304-v2", null },
        { InstrumentProtocol.C12880, "c12880ma", "free-running" },
        { InstrumentProtocol.C12880Commanded, "c12880ma", "commanded" },
        { InstrumentProtocol.Wasatch, "wasatch", null },
        { InstrumentProtocol.MicroSpec, "microspec", null },
    };

    [Theory, MemberData(nameof(Instruments))]
    public void Acquire_Emulated_TakesWholeSpectraWithinRange(InstrumentProtocol protocol, string emulated, string? model)
    {
        var line = EmulatedTransport.Of(emulated, model);
        using (var spectrometer = Open(protocol, line))
        {
            var counts = new float[spectrometer.Info.PixelCount];
            for (var i = 0; i < 3; i++)
                spectrometer.Acquire(counts, default);
            Assert.All(counts, count => Assert.InRange(count, 0, spectrometer.Info.MaximumCounts));
            Assert.True(counts.Max() > counts.Min());
            Assert.Equal((0, 0), (spectrometer.Counters.BadFrames, spectrometer.Counters.Timeouts));
        }
        Assert.True(line.Closed);
    }

    [Theory, MemberData(nameof(Instruments))]
    public void Acquire_ReplyCutShort_TimesOutAndTheNextSpectrumIsWhole(InstrumentProtocol protocol, string emulated, string? model)
    {
        var line = EmulatedTransport.Of(emulated, model);
        using var spectrometer = Open(protocol, line);
        using var undisturbed = Open(protocol, EmulatedTransport.Of(emulated, model));
        float[] counts = new float[spectrometer.Info.PixelCount], good = new float[counts.Length];
        spectrometer.Acquire(counts, default);
        for (var i = 0; i < 3; i++)
            undisturbed.Acquire(good, default);
        line.Fault = bytes => bytes[..(bytes.Length / 2)];
        if (protocol == InstrumentProtocol.C12880)
        {
            spectrometer.Acquire(counts, default); // a free-running instrument speaks on: the next whole line is taken
            return;
        }
        Assert.Throws<TimeoutException>(() => spectrometer.Acquire(counts, default));
        spectrometer.Acquire(counts, default);
        Assert.Equal(good, counts);
    }

    [Theory, MemberData(nameof(Instruments))]
    public void Acquire_LineGone_ThrowsAndClosingDoesNot(InstrumentProtocol protocol, string emulated, string? model)
    {
        var line = EmulatedTransport.Of(emulated, model);
        using var spectrometer = Open(protocol, line);
        line.Gone = true;
        Assert.Throws<TransportLostException>(() => spectrometer.Acquire(new float[spectrometer.Info.PixelCount], default));
    }

    [Theory, MemberData(nameof(Instruments))]
    public void Acquire_SteadyState_AllocatesNothing(InstrumentProtocol protocol, string emulated, string? model)
    {
        // The emulator allocates, so bytes recorded once are played again.
        var line = new EchoTransport(EmulatedTransport.Of(emulated, model));
        using var spectrometer = Open(protocol, line);
        var counts = new float[spectrometer.Info.PixelCount];
        line.Record();
        spectrometer.Acquire(counts, default);
        line.Replay();
        if (protocol is <= InstrumentProtocol.Hdx or InstrumentProtocol.Obp2)
            return; // joined by a number that goes up; StsSpectrometerTests and Obp2Tests prove it
        spectrometer.Acquire(counts, default);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 10; i++)
                spectrometer.Acquire(counts, default);
        }));
    }

    [Theory, MemberData(nameof(Instruments))]
    public void Open_WithoutAWish_SwitchesNoLightOn(InstrumentProtocol protocol, string emulated, string? model)
    {
        var line = EmulatedTransport.Of(emulated, model);
        using var spectrometer = Open(protocol, line);
        spectrometer.Acquire(new float[spectrometer.Info.PixelCount], default);
        Assert.DoesNotContain("4A0001", Convert.ToHexString([.. line.Sent]), StringComparison.Ordinal); // J 1 of the classic protocol
        Assert.DoesNotContain("BE0001", Convert.ToHexString([.. line.Sent]), StringComparison.Ordinal); // Wasatch laser on
        Assert.DoesNotContain("10041100", Convert.ToHexString([.. line.Sent]), StringComparison.Ordinal); // OBP lamp enable
        Assert.DoesNotContain("31008100", Convert.ToHexString([.. line.Sent]), StringComparison.Ordinal); // OBP light source
    }

    [Fact]
    public void Cobolt_Interlock_OpenRefusesAndClosedLights()
    {
        var line = EmulatedTransport.Of("cobolt");
        using var laser = CoboltLaser.Open(line, Options, default);
        Assert.True(laser.IsInterlockClosed(default));
        laser.SetEmission(true, default);
        laser.Dispose();
        Assert.EndsWith("l0\r", System.Text.Encoding.ASCII.GetString([.. line.Sent]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("obp", "obp")]
    [InlineData("obp2", "obp2")]
    [InlineData("ocean-classic", "usb4000")]
    [InlineData("bwtek", "bwtek")]
    [InlineData("c12880ma", "c12880")]
    [InlineData("wasatch", "wasatch")]
    [InlineData("cobolt", "cobolt")]
    public void Probe_Emulated_FindsTheProtocol(string emulated, string expected) =>
        Assert.Equal(expected, InstrumentProbe.Find(EmulatedTransport.Of(emulated), TimeSpan.FromMilliseconds(10), default)?.Protocol);

    [Fact]
    public void Probe_Silence_SendsOnlyItsListedQuestionsAndNoneCanLight()
    {
        var line = new SilentTransport();
        Assert.Null(InstrumentProbe.Find(line, TimeSpan.Zero, default));
        Assert.Equal(InstrumentProbe.Questions.SelectMany(question => question.Bytes), line.Sent);
        // The whole list, so that a new question is looked at: none sets anything but B&W Tek's mode of reading.
        Assert.Equal(["C1C0", "C1C0", "76", "0A61", "5350", "736E"], InstrumentProbe.Questions.Select(question => Convert.ToHexString(question.Bytes)[..Math.Min(4, 2 * question.Bytes.Length)]));
        Assert.Equal((byte)ClassicCommand.Version, line.Sent[128]);
    }

    static ISpectrometer Open(InstrumentProtocol protocol, IByteTransport line) =>
        RoverRaman.Instruments.Protocols.Open(protocol, line, null, Options, default);
}
