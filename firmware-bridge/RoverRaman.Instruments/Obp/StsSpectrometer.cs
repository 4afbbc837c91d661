using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.Obp;

/// <summary>
/// An Ocean STS (or Spark): 1,024 pixels of 14 bits over OBP. Numbers from the STS data sheet and python-seabreeze devices.py.
/// One thread uses it at a time. Closing it switches the excitation off if this object switched it on; a line that is lost cannot
/// carry that command, so the laser needs an interlock of its own.
/// </summary>
public sealed class StsSpectrometer : ISpectrometer
{
    /// <summary>Pixels of the detector.</summary>
    public const int PixelCount = 1024;

    /// <summary>Largest count of its 14-bit converter.</summary>
    public const double MaximumCounts = 16383;

    const uint ShortestMicroseconds = 10, LongestMicroseconds = 85_000_000;
    const int MaximumCoefficients = 16, DetectorSensor = 0;
    readonly ObpClient _client;
    readonly byte[] _pixels = new byte[PixelCount * sizeof(ushort)];
    TimeSpan _integrationTime;
    bool _excited;

    StsSpectrometer(ObpClient client, SpectrometerInfo info)
    {
        _client = client;
        Info = info;
    }

    /// <inheritdoc/>
    public SpectrometerInfo Info { get; }

    /// <inheritdoc/>
    public LinkCounters Counters => _client.Counters;

    /// <summary>Identifies the instrument at the other end and sets an integration time. Takes over the transport, also on failure.</summary>
    /// <exception cref="InstrumentException">It answers, but not as an STS does.</exception>
    /// <exception cref="TimeoutException">It does not answer.</exception>
    /// <exception cref="TransportLostException">The line is gone.</exception>
    public static StsSpectrometer Open(IByteTransport transport, StsOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new StsOptions();
        var client = new ObpClient(transport, options.Client);
        try
        {
            var spectrometer = new StsSpectrometer(client, Identify(client, cancellation));
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
    /// Opens an address and the STS there. On a serial line the instrument is looked for at other rates when it is silent at the one
    /// named (it powers up at 9600), and then taken to the one named.
    /// </summary>
    /// <exception cref="TransportLostException">Nothing is there, or the line went away.</exception>
    /// <exception cref="TimeoutException">No instrument answers, at no rate.</exception>
    /// <exception cref="InstrumentException">It answers, but not as an STS does.</exception>
    public static StsSpectrometer Attach(TransportAddress address, StsOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        options ??= new StsOptions();
        var transport = address.Open(cancellation);
        try
        {
            if (transport is ISerialLine line)
                ObpBaud.Settle(line, address.Baud, options, cancellation);
        }
        catch
        {
            transport.Dispose();
            throw;
        }
        return Open(transport, options, cancellation);
    }

    /// <inheritdoc/>
    public void SetIntegrationTime(TimeSpan time, CancellationToken cancellation)
    {
        if (time < Info.MinimumIntegration || time > Info.MaximumIntegration)
            throw new InstrumentException($"Expected an integration time of {Info.MinimumIntegration.TotalMilliseconds} to {Info.MaximumIntegration.TotalMilliseconds} ms, found {time.TotalMilliseconds} ms.");
        Span<byte> microseconds = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(microseconds, (uint)Math.Round(time.TotalMicroseconds));
        _client.Command(ObpMessageType.SetIntegrationTime, microseconds, cancellation);
        _integrationTime = time;
    }

    /// <inheritdoc/>
    public FrameInfo Acquire(Span<float> counts, CancellationToken cancellation)
    {
        if (counts.Length != PixelCount)
            throw new ArgumentException($"Expected room for {PixelCount} pixels, found {counts.Length}.", nameof(counts));
        var length = TakeSpectrum(cancellation);
        var arrived = Stopwatch.GetTimestamp();
        if (length != _pixels.Length)
            throw new InstrumentException($"Expected {_pixels.Length} bytes of {PixelCount} pixels as a spectrum, found {length}. Is it another model?");
        for (var i = 0; i < PixelCount; i++)
            counts[i] = BinaryPrimitives.ReadUInt16LittleEndian(_pixels.AsSpan(i * sizeof(ushort)));
        return new FrameInfo(arrived, _integrationTime);
    }

    /// <inheritdoc/>
    public void SetExcitation(bool on, CancellationToken cancellation)
    {
        // Set before the command: when its ACK is lost the lamp may burn, and closing must try to switch it off.
        _excited |= on;
        _client.Command(ObpMessageType.SetLampEnable, [on ? (byte)1 : (byte)0], cancellation);
        _excited = on;
    }

    /// <inheritdoc/>
    public double? ReadTemperature(CancellationToken cancellation)
    {
        Span<byte> celsius = stackalloc byte[4];
        try
        {
            var length = _client.Query(ObpMessageType.GetTemperature, [DetectorSensor], celsius, cancellation);
            return length == 4 ? BinaryPrimitives.ReadSingleLittleEndian(celsius) : null;
        }
        catch (InstrumentException refused) when (refused.Code is (int)ObpError.UnknownMessageType or (int)ObpError.DoesNotExist)
        {
            return null;
        }
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
            return _client.QueryOnce(ObpMessageType.GetRawSpectrum, [], _pixels, _integrationTime, cancellation);
        }
        catch (InstrumentException refused) when (refused.Code == (int)ObpError.NotReady)
        {
            // It was reset behind our back and has forgotten its integration time.
            SetIntegrationTime(_integrationTime, cancellation);
            return _client.QueryOnce(ObpMessageType.GetRawSpectrum, [], _pixels, _integrationTime, cancellation);
        }
    }

    static SpectrometerInfo Identify(ObpClient client, CancellationToken cancellation)
    {
        Span<byte> serial = stackalloc byte[64];
        var length = client.Query(ObpMessageType.GetSerialNumber, [], serial, cancellation);
        var name = Encoding.ASCII.GetString(serial[..length]).TrimEnd('\0', ' ');
        return new SpectrometerInfo("STS", name, PixelCount, MaximumCounts, ReadWavelengths(client, cancellation),
            ReadTime(client, ObpMessageType.GetMinimumIntegrationTime, ShortestMicroseconds, cancellation),
            ReadTime(client, ObpMessageType.GetMaximumIntegrationTime, LongestMicroseconds, cancellation));
    }

    // lambda(p) = sum of c_i p^i, nm, pixels from 0 (python-seabreeze spectrometers.py).
    static double[] ReadWavelengths(ObpClient client, CancellationToken cancellation)
    {
        Span<byte> value = stackalloc byte[4];
        var found = client.Query(ObpMessageType.GetWavelengthCoefficientCount, [], value, cancellation) == 1 ? value[0] : 0;
        if (found is < 2 or > MaximumCoefficients)
            throw new InstrumentException($"Expected 2 to {MaximumCoefficients} wavelength coefficients, found {found}. Is the instrument calibrated?");
        Span<double> coefficients = stackalloc double[found];
        for (var i = 0; i < found; i++)
        {
            var length = client.Query(ObpMessageType.GetWavelengthCoefficient, [(byte)i], value, cancellation);
            coefficients[i] = length == 4 ? BinaryPrimitives.ReadSingleLittleEndian(value) : double.NaN;
        }
        return Evaluate(coefficients);
    }

    static double[] Evaluate(ReadOnlySpan<double> coefficients)
    {
        var wavelengths = new double[PixelCount];
        for (var pixel = 0; pixel < PixelCount; pixel++)
        {
            double sum = 0;
            for (var i = coefficients.Length - 1; i >= 0; i--)
                sum = sum * pixel + coefficients[i];
            wavelengths[pixel] = sum > 0 && double.IsFinite(sum)
                ? sum
                : throw new InstrumentException($"Expected wavelengths above 0 nm from the instrument's coefficients, found {sum} nm at pixel {pixel}. Is the instrument calibrated?");
        }
        return wavelengths;
    }

    static TimeSpan ReadTime(ObpClient client, ObpMessageType type, uint otherwise, CancellationToken cancellation)
    {
        Span<byte> value = stackalloc byte[4];
        try
        {
            var length = client.Query(type, [], value, cancellation);
            var microseconds = length == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(value) : otherwise;
            return TimeSpan.FromMicroseconds(microseconds);
        }
        catch (InstrumentException refused) when (refused.Code is not null)
        {
            // Early firmware does not know the question; the data sheet's figure holds.
            return TimeSpan.FromMicroseconds(otherwise);
        }
    }
}
