using System.Buffers.Binary;
using System.Diagnostics;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.Obp;

/// <summary>
/// An Ocean spectrometer that speaks OBP; <see cref="ObpModel"/> says what differs from model to model. One thread uses it at a time. Closing
/// it switches the excitation off if this object switched it on; a line that is lost cannot carry that command, so the laser needs
/// an interlock of its own.
/// </summary>
public sealed class ObpSpectrometer : ISpectrometer
{
    const int DetectorSensor = 0;
    readonly ObpClient _client;
    readonly ObpModel _model;
    readonly byte[] _payload;
    TimeSpan _integrationTime;
    int _scans = 1;
    LinkCounters _search;
    bool _excited;

    ObpSpectrometer(ObpClient client, ObpModel model, SpectrometerInfo info)
    {
        _client = client;
        _model = model;
        _payload = new byte[model.PayloadLength];
        Info = info;
    }

    /// <inheritdoc/>
    public SpectrometerInfo Info { get; }

    /// <inheritdoc/>
    public LinkCounters Counters => _search + _client.Counters;

    /// <inheritdoc/>
    public InstrumentCapabilities Capabilities => InstrumentCapabilities.IntegrationTime | InstrumentCapabilities.ScansToAverage
        | InstrumentCapabilities.Boxcar | InstrumentCapabilities.Trigger | InstrumentCapabilities.Excitation | InstrumentCapabilities.Temperature
        | InstrumentCapabilities.Wavelengths | (Info.Nonlinearity.Length > 0 ? InstrumentCapabilities.Nonlinearity : 0)
        | (_model.HasTec ? InstrumentCapabilities.Tec : 0);

    /// <summary>Identifies the instrument at the other end and sets an integration time. Takes over the transport, also on failure.</summary>
    /// <exception cref="InstrumentException">It answers, but not as this model does.</exception>
    /// <exception cref="TimeoutException">It does not answer.</exception>
    /// <exception cref="TransportLostException">The line is gone.</exception>
    public static ObpSpectrometer Open(IByteTransport transport, ObpModel model, StsOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new StsOptions();
        var client = new ObpClient(transport, options.Client);
        try
        {
            client.AskForChecksum(cancellation);
            var spectrometer = new ObpSpectrometer(client, model, ObpIdentity.Read(client, model, cancellation));
            spectrometer.SetIntegrationTime(options.IntegrationTime, cancellation);
            return spectrometer;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens an address and the instrument there. On a serial line it is looked for at other rates when it is silent at the one
    /// named (it powers up at 9600), and then taken to the one named.
    /// </summary>
    /// <exception cref="TransportLostException">Nothing is there, or the line went away.</exception>
    /// <exception cref="TimeoutException">No instrument answers, at no rate.</exception>
    /// <exception cref="InstrumentException">It answers, but not as this model does.</exception>
    public static ObpSpectrometer Attach(TransportAddress address, ObpModel model, StsOptions? options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Settle(address.Open(cancellation), address.Baud, model, options, cancellation);
    }

    /// <summary>Finds the rate on an open line, takes the instrument to the wanted one, and identifies it. Takes over the transport.</summary>
    internal static ObpSpectrometer Settle(IByteTransport transport, int? baud, ObpModel model, StsOptions? options, CancellationToken cancellation)
    {
        options ??= new StsOptions();
        LinkCounters search = default;
        try
        {
            if (transport is ISerialLine line)
                search = ObpBaud.Settle(line, baud, options, cancellation);
        }
        catch
        {
            transport.Dispose();
            throw;
        }
        var spectrometer = Open(transport, model, options, cancellation);
        spectrometer._search = search;
        return spectrometer;
    }

    /// <inheritdoc/>
    public void SetIntegrationTime(TimeSpan time, CancellationToken cancellation)
    {
        if (time < Info.MinimumIntegration || time > Info.MaximumIntegration)
            throw new InstrumentException($"Expected an integration time of {Info.MinimumIntegration.TotalMilliseconds} to {Info.MaximumIntegration.TotalMilliseconds} ms, found {time.TotalMilliseconds} ms.");
        SetNumber(ObpMessageType.SetIntegrationTime, (uint)Math.Round(time.TotalMicroseconds), cancellation);
        _integrationTime = time;
    }

    /// <inheritdoc/>
    public FrameInfo Acquire(Span<float> counts, CancellationToken cancellation)
    {
        if (counts.Length != _model.PixelCount)
            throw new ArgumentException($"Expected room for {_model.PixelCount} pixels, found {counts.Length}.", nameof(counts));
        var length = TakeSpectrum(cancellation);
        var arrived = Stopwatch.GetTimestamp();
        if (length != _payload.Length)
            throw new InstrumentException($"Expected {_payload.Length} bytes of {_model.PixelCount} pixels as a spectrum of a {_model.Name}, found {length}. Is it another model?");
        var pixels = _payload.AsSpan(_model.MetadataLength);
        for (var i = 0; i < counts.Length; i++)
            counts[i] = _model.BytesPerPixel == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(pixels[(4 * i)..]) : BinaryPrimitives.ReadUInt16LittleEndian(pixels[(2 * i)..]);
        return new FrameInfo(arrived, _integrationTime, _scans);
    }

    /// <inheritdoc/>
    public void SetExcitation(bool on, CancellationToken cancellation)
    {
        // Set before the command: when its ACK is lost the lamp may burn, and closing must try to switch it off.
        _excited |= on;
        var state = on ? (byte)1 : (byte)0;
        if (_model.UsesLightSource)
            _client.Command(ObpMessageType.SetLightSourceEnable, [0, 0, state], cancellation);
        else
            _client.Command(ObpMessageType.SetLampEnable, [state], cancellation);
        _excited = on;
    }

    /// <summary>Sets the intensity of the light source (module 0, source 0), 0..1.</summary>
    public void SetIntensity(double share, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        Span<byte> data = stackalloc byte[6];
        data.Clear();
        BinaryPrimitives.WriteSingleLittleEndian(data[2..], (float)share);
        _client.Command(ObpMessageType.SetLightSourceIntensity, data, cancellation);
    }

    /// <inheritdoc/>
    public double? ReadTemperature(CancellationToken cancellation)
    {
        Span<byte> celsius = stackalloc byte[4];
        var type = _model.HasTec ? ObpMessageType.GetTecTemperature : ObpMessageType.GetTemperature;
        return _client.TryQuery(type, _model.HasTec ? [] : [(byte)DetectorSensor], celsius, cancellation) == 4 ? BinaryPrimitives.ReadSingleLittleEndian(celsius) : null;
    }

    /// <inheritdoc/>
    public void SetScansToAverage(int scans, CancellationToken cancellation)
    {
        if (scans is < 1 or > ushort.MaxValue)
            throw new InstrumentException($"Expected 1 to {ushort.MaxValue} scans to average, found {scans}.");
        Span<byte> data = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(data, (ushort)scans);
        _client.Command(ObpMessageType.SetScansToAverage, data, cancellation);
        _scans = scans;
    }

    /// <inheritdoc/>
    public void SetBoxcar(int halfWidth, CancellationToken cancellation)
    {
        if (halfWidth is < 0 or > 15)
            throw new InstrumentException($"Expected a boxcar of 0 to 15 pixels each side, found {halfWidth}.");
        _client.Command(ObpMessageType.SetBoxcar, [(byte)halfWidth], cancellation);
    }

    /// <inheritdoc/>
    public void SetTriggerMode(int mode, CancellationToken cancellation)
    {
        if (mode is < 0 or > 255)
            throw new InstrumentException($"Expected a trigger mode of 0 to 255, found {mode}.");
        _client.Command(ObpMessageType.SetTriggerMode, [(byte)mode], cancellation);
    }

    /// <inheritdoc/>
    public void SetDetectorTarget(double? celsius, CancellationToken cancellation)
    {
        if (!_model.HasTec)
            throw new InstrumentException($"Expected an instrument that can cool its detector, a {_model.Name} cannot.");
        Span<byte> data = stackalloc byte[4];
        if (celsius is { } target)
        {
            BinaryPrimitives.WriteSingleLittleEndian(data, (float)target);
            _client.Command(ObpMessageType.SetTecSetpoint, data, cancellation);
        }
        _client.Command(ObpMessageType.SetTecEnable, [celsius is null ? (byte)0 : (byte)1], cancellation);
    }

    /// <inheritdoc/>
    public bool? IsDetectorStable(CancellationToken cancellation)
    {
        Span<byte> state = stackalloc byte[1];
        return _model.HasTec && _client.TryQuery(ObpMessageType.GetTecStable, [], state, cancellation) == 1 ? state[0] != 0 : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (_excited)
                SetExcitation(false, CancellationToken.None);
        }
        catch (Exception error) when (error is IOException or InstrumentException or TimeoutException or ObjectDisposedException)
        {
            // The line is gone or the instrument mute: there is no other way to reach the lamp from here.
        }
        _client.Dispose();
    }

    int TakeSpectrum(CancellationToken cancellation)
    {
        try
        {
            return AskForSpectrum(cancellation);
        }
        catch (InstrumentException refused) when (refused.Code == (int)ObpError.NotReady)
        {
            // It was reset behind our back and has forgotten its integration time.
            SetIntegrationTime(_integrationTime, cancellation);
            return AskForSpectrum(cancellation);
        }
    }

    int AskForSpectrum(CancellationToken cancellation)
    {
        if (_model.IsBuffered) // what lies in the buffer was exposed before the excitation changed
            _client.Command(ObpMessageType.ClearBuffer, [], cancellation);
        return _client.QueryOnce(_model.Spectrum, [], _payload, _integrationTime * _scans, cancellation);
    }

    void SetNumber(ObpMessageType type, uint value, CancellationToken cancellation)
    {
        Span<byte> data = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(data, value);
        _client.Command(type, data, cancellation);
    }
}
