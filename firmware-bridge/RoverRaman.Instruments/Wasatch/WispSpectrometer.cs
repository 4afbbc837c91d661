using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;

namespace RoverRaman.Instruments.Wasatch;

/// <summary>A Wasatch Photonics spectrometer over its byte stream on TCP. Closing switches the laser off if this object switched it on.</summary>
public sealed class WispSpectrometer : ISpectrometer
{
    const int Coefficients = 5;
    readonly InstrumentLink _link;
    readonly byte[] _request = new byte[WispRequest.HeaderLength];
    WispSpectrumReader _reader = new(1024);
    TimeSpan _integrationTime;
    int _scans = 1;
    bool _excited;

    WispSpectrometer(InstrumentLink link) => _link = link;

    /// <inheritdoc/>
    public SpectrometerInfo Info { get; private set; } = new("Wasatch", "", 1024, 65535, [], TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(0xFFFFFF));

    /// <inheritdoc/>
    public LinkCounters Counters => _link.Count(_reader);

    /// <inheritdoc/>
    public InstrumentCapabilities Capabilities => InstrumentCapabilities.IntegrationTime | InstrumentCapabilities.ScansToAverage
        | InstrumentCapabilities.Trigger | InstrumentCapabilities.Excitation | InstrumentCapabilities.Wavelengths
        | InstrumentCapabilities.LaserWatchdog | InstrumentCapabilities.Interlock;

    /// <summary>Greets the instrument and identifies it. Takes over the transport, also on failure.</summary>
    public static WispSpectrometer Open(IByteTransport transport, SpectrometerOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var spectrometer = new WispSpectrometer(new InstrumentLink(transport, options));
        try
        {
            spectrometer.Greet(cancellation);
            spectrometer.Identify(cancellation);
            spectrometer.SetIntegrationTime(options.IntegrationWithin(spectrometer.Info), cancellation);
            return spectrometer;
        }
        catch
        {
            spectrometer.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void SetIntegrationTime(TimeSpan time, CancellationToken cancellation)
    {
        if (time < Info.MinimumIntegration || time > Info.MaximumIntegration)
            throw new InstrumentException($"Expected an integration time of {Info.MinimumIntegration.TotalMilliseconds} to {Info.MaximumIntegration.TotalMilliseconds} ms, found {time.TotalMilliseconds} ms.");
        var milliseconds = (uint)Math.Round(time.TotalMilliseconds);
        Set(new WispRequest(WispOpcode.SetIntegrationTime, (ushort)milliseconds, (ushort)(milliseconds >> 16)), cancellation);
        _integrationTime = TimeSpan.FromMilliseconds(milliseconds);
    }

    /// <inheritdoc/>
    public FrameInfo Acquire(Span<float> counts, CancellationToken cancellation)
    {
        if (counts.Length != Info.PixelCount)
            throw new ArgumentException($"Expected room for {Info.PixelCount} pixels, found {counts.Length}.", nameof(counts));
        _reader.DropAll();
        Send(new WispRequest(WispOpcode.Acquire), cancellation);
        _link.ReadSpectrum(_reader, _integrationTime * _scans, cancellation);
        _reader.Counts.CopyTo(counts);
        return new FrameInfo(Stopwatch.GetTimestamp(), _integrationTime, _scans);
    }

    /// <inheritdoc/>
    public void SetExcitation(bool on, CancellationToken cancellation)
    {
        _excited |= on;
        Set(new WispRequest(WispOpcode.SetLaserEnable, on ? (ushort)1 : (ushort)0), cancellation);
        _excited = on;
    }

    /// <summary>Null: the instrument tells raw converter counts, and the coefficients that make them degrees are in a memory not read here.</summary>
    public double? ReadTemperature(CancellationToken cancellation) => null;

    /// <inheritdoc/>
    public void SetScansToAverage(int scans, CancellationToken cancellation)
    {
        if (scans is < 1 or > ushort.MaxValue)
            throw new InstrumentException($"Expected 1 to {ushort.MaxValue} scans to average, found {scans}.");
        Set(new WispRequest(WispOpcode.SetScansToAverage, 0, (ushort)scans), cancellation);
        _scans = scans;
    }

    /// <inheritdoc/>
    public void SetTriggerMode(int mode, CancellationToken cancellation)
    {
        if (mode is < 0 or > 1)
            throw new InstrumentException($"Expected a trigger mode of 0 (internal) or 1 (external), found {mode}.");
        Set(new WispRequest(WispOpcode.SetTriggerSource, (ushort)mode), cancellation);
    }

    /// <inheritdoc/>
    public bool? IsInterlockClosed(CancellationToken cancellation)
    {
        Span<byte> answer = stackalloc byte[1];
        Get(new WispRequest(WispOpcode.CanLaserFire), answer, cancellation);
        return answer[0] != 0;
    }

    /// <inheritdoc/>
    public void SetLaserWatchdog(TimeSpan time, CancellationToken cancellation)
    {
        var seconds = Math.Ceiling(time.TotalSeconds);
        if (seconds is < 0 or > ushort.MaxValue)
            throw new InstrumentException($"Expected a laser watchdog of 0 to {ushort.MaxValue} s, found {seconds} s.");
        Set(new WispRequest(WispOpcode.SetLaserWatchdog, 0, (ushort)seconds), cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        LastCommand.Try(_excited, () => SetExcitation(false, CancellationToken.None));
        _link.Dispose();
    }

    void Greet(CancellationToken cancellation)
    {
        Span<byte> answer = stackalloc byte[3];
        _link.ReadExactly(answer, TimeSpan.Zero, cancellation);
        if (!answer.SequenceEqual(WispRequest.Greeting))
            throw _link.Refused($"expected \"OK\" as the greeting of a Wasatch instrument, found {Convert.ToHexString(answer)}. Is it another instrument?");
        _link.Send(WispRequest.Binary, cancellation);
        _link.ReadExactly(answer[..1], TimeSpan.Zero, cancellation);
        CheckDone("BIN", answer[0]);
    }

    void Identify(CancellationToken cancellation)
    {
        Span<byte> bytes = stackalloc byte[32];
        Get(new WispRequest(WispOpcode.Model), bytes, cancellation);
        var model = Text(bytes);
        Get(new WispRequest(WispOpcode.SerialNumber), bytes[..16], cancellation);
        var serial = Text(bytes[..16]);
        Get(new WispRequest(WispOpcode.LineLength), bytes[..2], cancellation);
        int pixels = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        if (pixels is < 2 or > 8192)
            throw new InstrumentException($"Expected 2 to 8192 pixels, a Wasatch instrument says {pixels}.");
        _link.Keep(_reader);
        _reader = new WispSpectrumReader(pixels);
        var coefficients = new double[Coefficients];
        for (ushort i = 0; i < Coefficients; i++)
            coefficients[i] = GetSingle(new WispRequest(WispOpcode.WavelengthCoefficient, 0, i), cancellation);
        if (!double.IsFinite(coefficients[^1])) // the fifth came with a later format of the memory
            coefficients[^1] = 0;
        var laser = GetSingle(new WispRequest(WispOpcode.Excitation), cancellation);
        Info = Info with
        {
            Model = $"Wasatch {model}",
            SerialNumber = serial,
            PixelCount = pixels,
            Wavelengths = Polynomial.Wavelengths(coefficients, pixels),
            LaserNanometres = laser is > 200 and < 2000 ? laser : null,
        };
    }

    float GetSingle(WispRequest request, CancellationToken cancellation)
    {
        Span<byte> bytes = stackalloc byte[4];
        Get(request, bytes, cancellation);
        return BinaryPrimitives.ReadSingleLittleEndian(bytes);
    }

    void Get(WispRequest request, Span<byte> answer, CancellationToken cancellation)
    {
        Send(request, cancellation);
        _link.ReadExactly(answer, TimeSpan.Zero, cancellation);
    }

    void Set(WispRequest request, CancellationToken cancellation)
    {
        Span<byte> answer = stackalloc byte[1];
        Get(request, answer, cancellation);
        CheckDone(request.Opcode.ToString(), answer[0]);
    }

    void CheckDone(string what, byte answer)
    {
        if (answer != WispRequest.Success)
            throw _link.Refused($"{what} was answered with {answer}; expected 0.", answer);
    }

    void Send(WispRequest request, CancellationToken cancellation)
    {
        request.Encode(_request);
        _link.Send(_request, cancellation);
    }

    static string Text(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]).Trim();
    }
}
