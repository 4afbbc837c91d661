using System.Diagnostics;

namespace RoverRaman.Instruments.Classic;

/// <summary>
/// A USB2000, USB4000, HR4000 or Flame on its RS-232 port. Checksums are switched on. One thread uses it at a time; closing switches the lamp
/// enable line off if this object switched it on.
/// </summary>
public sealed class ClassicSpectrometer : ISpectrometer
{
    const int Slots = 15;
    readonly ClassicLink _link;
    readonly ClassicModel _model;
    ClassicFormat _format;
    ClassicSpectrumReader _reader;
    TimeSpan _integrationTime;
    int _scans = 1;
    bool _excited;

    ClassicSpectrometer(ClassicLink link, ClassicModel model, int pixels, SpectrometerInfo info)
    {
        _link = link;
        _model = model;
        _format = new ClassicFormat(model, pixels, Checksum: true);
        _reader = new ClassicSpectrumReader(_format);
        Info = info;
    }

    /// <inheritdoc/>
    public SpectrometerInfo Info { get; }

    /// <inheritdoc/>
    public LinkCounters Counters => _link.Link.Count(_reader);

    /// <inheritdoc/>
    public InstrumentCapabilities Capabilities => InstrumentCapabilities.IntegrationTime | InstrumentCapabilities.ScansToAverage
        | InstrumentCapabilities.Boxcar | InstrumentCapabilities.Trigger | InstrumentCapabilities.Excitation | InstrumentCapabilities.Checksum
        | (Info.Wavelengths.Length > 0 ? InstrumentCapabilities.Wavelengths : 0) | (Info.Nonlinearity.Length > 0 ? InstrumentCapabilities.Nonlinearity : 0);

    /// <summary>Identifies the instrument and sets it up. Takes over the transport, also on failure.</summary>
    public static ClassicSpectrometer Open(IByteTransport transport, ClassicModel model, int? baud, SpectrometerOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var link = new ClassicLink(transport, options);
        try
        {
            link.Settle(model, baud, cancellation);
            link.Command(new ClassicRequest(ClassicCommand.BinaryMode), cancellation);
            var pixels = options.Pixels ?? ClassicFormat.PowerUp(model).Pixels;
            var spectrometer = new ClassicSpectrometer(link, model, pixels, Identify(link, model, pixels, cancellation));
            foreach (var setting in new[] { ClassicCommand.Compression, ClassicCommand.PixelMode, ClassicCommand.Boxcar, ClassicCommand.Trigger })
                link.Command(new ClassicRequest(setting, 0), cancellation);
            link.Command(new ClassicRequest(ClassicCommand.ScansToSum, 1), cancellation);
            link.Command(new ClassicRequest(ClassicCommand.Checksum, 1), cancellation);
            spectrometer.SetIntegrationTime(options.IntegrationWithin(spectrometer.Info), cancellation);
            return spectrometer;
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void SetIntegrationTime(TimeSpan time, CancellationToken cancellation)
    {
        if (time < Info.MinimumIntegration || time > Info.MaximumIntegration)
            throw new InstrumentException($"Expected an integration time of {Info.MinimumIntegration.TotalMilliseconds} to {Info.MaximumIntegration.TotalMilliseconds} ms, found {time.TotalMilliseconds} ms.");
        if (_model == ClassicModel.Usb4000)
        {
            _link.Command(new ClassicRequest(ClassicCommand.IntegrationMicroseconds, (uint)Math.Round(time.TotalMicroseconds)), cancellation);
            _integrationTime = time;
        }
        else
        {
            var milliseconds = (ushort)Math.Round(time.TotalMilliseconds);
            _link.Command(new ClassicRequest(ClassicCommand.IntegrationMilliseconds, milliseconds), cancellation);
            _integrationTime = TimeSpan.FromMilliseconds(milliseconds);
        }
        _reader = NewReader();
    }

    /// <inheritdoc/>
    public FrameInfo Acquire(Span<float> counts, CancellationToken cancellation)
    {
        if (counts.Length != Info.PixelCount)
            throw new ArgumentException($"Expected room for {Info.PixelCount} pixels, found {counts.Length}.", nameof(counts));
        _reader.DropAll();
        _link.TakeSpectrum(_reader, _integrationTime * _scans, cancellation);
        var arrived = Stopwatch.GetTimestamp();
        var sums = _reader.Counts;
        for (var i = 0; i < counts.Length; i++)
            counts[i] = sums[i] / _scans;
        return new FrameInfo(arrived, _integrationTime, _scans);
    }

    /// <inheritdoc/>
    public void SetExcitation(bool on, CancellationToken cancellation)
    {
        _excited |= on;
        _link.Command(new ClassicRequest(ClassicCommand.Lamp, on ? 1u : 0u), cancellation);
        _excited = on;
    }

    /// <inheritdoc/>
    public double? ReadTemperature(CancellationToken cancellation) => null;

    /// <inheritdoc/>
    public void SetScansToAverage(int scans, CancellationToken cancellation)
    {
        var most = _model == ClassicModel.Usb2000 ? 15 : 5000;
        if (scans < 1 || scans > most)
            throw new InstrumentException($"Expected 1 to {most} scans, found {scans}.");
        _link.Command(new ClassicRequest(ClassicCommand.ScansToSum, (uint)scans), cancellation);
        _scans = scans;
        _format = _format with { Wide = _model == ClassicModel.Usb4000 && scans > 1 };
        _reader = NewReader();
    }

    /// <inheritdoc/>
    public void SetBoxcar(int halfWidth, CancellationToken cancellation)
    {
        if (halfWidth is < 0 or > 15)
            throw new InstrumentException($"Expected a boxcar of 0 to 15 pixels each side, found {halfWidth}.");
        _link.Command(new ClassicRequest(ClassicCommand.Boxcar, (uint)halfWidth), cancellation);
    }

    /// <inheritdoc/>
    public void SetTriggerMode(int mode, CancellationToken cancellation)
    {
        if (mode is < 0 or > 4)
            throw new InstrumentException($"Expected a trigger mode of 0 to 4, found {mode}.");
        _link.Command(new ClassicRequest(ClassicCommand.Trigger, (uint)mode), cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        LastCommand.Try(_excited, () => SetExcitation(false, CancellationToken.None));
        _link.Dispose();
    }

    // Counters go on, so the reader's own are joined to the link's.
    ClassicSpectrumReader NewReader()
    {
        _link.Link.Keep(_reader);
        return new ClassicSpectrumReader(_format, _scans, (int)_integrationTime.TotalMilliseconds & 0xFFFF);
    }

    static SpectrometerInfo Identify(ClassicLink link, ClassicModel model, int pixels, CancellationToken cancellation)
    {
        var slots = new string[Slots];
        for (var i = 0; i < Slots; i++)
            slots[i] = link.ReadSlot(i, cancellation);
        var usb2000 = model == ClassicModel.Usb2000;
        var wavelengths = Numbers(slots[1..5]);
        var order = (int)(Numbers(slots[14..15]) is [var stored] ? stored : 0);
        var nonlinearity = order is > 0 and < 8 ? Numbers(slots[6..(7 + order)]) : [];
        return new SpectrometerInfo(usb2000 ? "USB2000" : "USB4000", slots[0], pixels, usb2000 ? 4095 : 65535,
            wavelengths.Length >= 2 ? Polynomial.Wavelengths(wavelengths, pixels) : [],
            usb2000 ? TimeSpan.FromMilliseconds(5) : TimeSpan.FromMicroseconds(10),
            usb2000 ? TimeSpan.FromMilliseconds(65535) : TimeSpan.FromSeconds(65))
        {
            Nonlinearity = nonlinearity is [> 0.5 and < 2, ..] ? nonlinearity : [],
            // Pixels 6 to 18, counted from 1 (USB4000 data sheet).
            DarkPixels = usb2000 ? [] : [.. Enumerable.Range(5, 13)],
        };
    }

    // Empty where one of the slots holds no number: half a polynomial is none.
    static double[] Numbers(string[] slots)
    {
        var numbers = new double[slots.Length];
        for (var i = 0; i < slots.Length; i++)
            if (!double.TryParse(slots[i], out numbers[i]) || !double.IsFinite(numbers[i]))
                return [];
        return numbers;
    }
}
