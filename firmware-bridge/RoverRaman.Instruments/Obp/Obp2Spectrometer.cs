using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;

namespace RoverRaman.Instruments.Obp;

/// <summary>
/// An Ocean spectrometer that speaks the second version of OBP (SR, HR, ST). The frame is that of <see cref="ObpMessage"/> with version 0x2000:
/// <code>
/// type      request   reply
/// 00000100            serial number, ASCII
/// 00000C01  u32 us    ACK              integration time
/// 00000D01  u8        ACK              trigger mode
/// 00001100            n x f32          the first one is dropped, then wavelength coefficients by rising power
/// 00001200            n x f32          the same shape: nonlinearity
/// 00011D00            number           saturation level (2 or 4 bytes assumed)
/// 00001C00            32 + 2n bytes    metadata (not documented, skipped), then u16 a pixel
/// </code>
/// Nothing names the number of pixels: it is taken from the first spectrum, whose length is guarded by the frame, and from then on each must
/// have as many. No limits of the integration time are named either: the instrument's refusal is the limit. One thread uses it at a time.
/// Source: python-seabreeze; none of it was seen on RS-232.
/// </summary>
public sealed class Obp2Spectrometer : ISpectrometer
{
    /// <summary>Fewest and most pixels that are believed.</summary>
    public const int FewestPixels = 16, MostPixels = 8192;

    const int MetadataLength = 32, BytesPerPixel = 2, MostCoefficients = 16, FullScale = 65535;
    static readonly TimeSpan Shortest = TimeSpan.FromMicroseconds(1), Longest = TimeSpan.FromMicroseconds(uint.MaxValue);
    readonly ObpClient _client;
    readonly byte[] _payload = new byte[MetadataLength + MostPixels * BytesPerPixel];
    int _length;
    TimeSpan _integrationTime;

    Obp2Spectrometer(ObpClient client, SpectrometerOptions options, CancellationToken cancellation)
    {
        _client = client;
        _length = _payload.Length;
        client.AskForChecksum(cancellation);
        var serial = ReadSerialNumber(cancellation);
        var coefficients = ReadCoefficients(ObpMessageType.Obp2GetWavelengthCoefficients, cancellation);
        if (coefficients.Length is < 2 or > MostCoefficients)
            throw new InstrumentException($"Expected 2 to {MostCoefficients} wavelength coefficients, found {coefficients.Length}. Is the instrument calibrated?");
        Set(options.IntegrationTime, cancellation);
        var pixels = CountPixels(options.Pixels, cancellation);
        Info = new SpectrometerInfo("OBP2", serial, pixels, ReadSaturation(cancellation), Rising(Polynomial.Wavelengths(coefficients, pixels)), Shortest, Longest)
        {
            Nonlinearity = ReadNonlinearity(cancellation),
            HasCheckedReplies = client.HasCheckedReplies,
        };
    }

    /// <inheritdoc/>
    public SpectrometerInfo Info { get; }

    /// <inheritdoc/>
    public LinkCounters Counters => _client.Counters;

    /// <inheritdoc/>
    public InstrumentCapabilities Capabilities => InstrumentCapabilities.IntegrationTime | InstrumentCapabilities.Trigger
        | InstrumentCapabilities.Wavelengths | (Info.Nonlinearity.Length > 0 ? InstrumentCapabilities.Nonlinearity : 0);

    /// <summary>
    /// Identifies the instrument at the other end, sets an integration time and takes one spectrum to count its pixels. Takes over the transport,
    /// also on failure.
    /// </summary>
    /// <exception cref="InstrumentException">It answers, but not as such an instrument does.</exception>
    /// <exception cref="TimeoutException">It does not answer.</exception>
    /// <exception cref="TransportLostException">The line is gone.</exception>
    public static Obp2Spectrometer Open(IByteTransport transport, SpectrometerOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var client = new ObpClient(transport, new ObpClientOptions
        {
            Version = ObpMessage.SecondVersion,
            Margin = options.Margin,
            Checksum = options.Checksum,
            MaximumPayload = MetadataLength + MostPixels * BytesPerPixel,
        });
        try
        {
            return new Obp2Spectrometer(client, options, cancellation);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void SetIntegrationTime(TimeSpan time, CancellationToken cancellation)
    {
        if (time < Shortest || time > Longest)
            throw new InstrumentException($"Expected an integration time of {Shortest.TotalMilliseconds} to {Longest.TotalMilliseconds} ms, found {time.TotalMilliseconds} ms.");
        Set(time, cancellation);
    }

    /// <inheritdoc/>
    public FrameInfo Acquire(Span<float> counts, CancellationToken cancellation)
    {
        if (counts.Length != Info.PixelCount)
            throw new ArgumentException($"Expected room for {Info.PixelCount} pixels, found {counts.Length}.", nameof(counts));
        var length = Take(cancellation);
        var arrived = Stopwatch.GetTimestamp();
        if (length != _length)
            throw new InstrumentException($"{_client.Transport.Name}: expected {_length} bytes of {Info.PixelCount} pixels as a spectrum, found {length}. Was the instrument changed? Connect again.");
        for (var i = 0; i < counts.Length; i++)
            counts[i] = BinaryPrimitives.ReadUInt16LittleEndian(_payload.AsSpan(MetadataLength + BytesPerPixel * i));
        return new FrameInfo(arrived, _integrationTime, 1);
    }

    /// <inheritdoc/>
    public void SetExcitation(bool on, CancellationToken cancellation)
    {
        if (on)
            throw new InstrumentException("Expected an instrument whose protocol switches a laser, no such message of OBP2 is known; set excitation to external.");
    }

    /// <inheritdoc/>
    public double? ReadTemperature(CancellationToken cancellation) => null;

    /// <inheritdoc/>
    public void SetTriggerMode(int mode, CancellationToken cancellation)
    {
        if (mode is < 0 or > 255)
            throw new InstrumentException($"Expected a trigger mode of 0 to 255, found {mode}.");
        _client.Command(ObpMessageType.Obp2SetTriggerMode, [(byte)mode], cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    void Set(TimeSpan time, CancellationToken cancellation)
    {
        Span<byte> data = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(data, (uint)Math.Round(time.TotalMicroseconds));
        _client.Command(ObpMessageType.Obp2SetIntegrationTime, data, cancellation);
        _integrationTime = time;
    }

    int Take(CancellationToken cancellation) =>
        _client.QueryOnce(ObpMessageType.Obp2Spectrum, [], _payload.AsSpan(0, _length), _integrationTime, cancellation);

    int CountPixels(int? wanted, CancellationToken cancellation)
    {
        var length = Take(cancellation);
        var pixels = (length - MetadataLength) / BytesPerPixel;
        if (pixels < FewestPixels || length != MetadataLength + pixels * BytesPerPixel)
            throw new InstrumentException($"{_client.Transport.Name}: expected {MetadataLength} bytes and 2 a pixel for {FewestPixels} to {MostPixels} pixels as a spectrum, found {length} bytes. Is it another model?");
        if (wanted is { } expected && expected != pixels)
            throw new InstrumentException($"{_client.Transport.Name}: expected {expected} pixels, as the settings say, found {pixels} in its spectrum.");
        _length = length;
        return pixels;
    }

    string ReadSerialNumber(CancellationToken cancellation)
    {
        Span<byte> serial = stackalloc byte[64];
        var length = _client.Query(ObpMessageType.GetSerialNumber, [], serial, cancellation);
        return Encoding.ASCII.GetString(serial[..length]).TrimEnd('\0', ' ');
    }

    double ReadSaturation(CancellationToken cancellation)
    {
        Span<byte> value = stackalloc byte[4];
        value.Clear();
        var length = _client.TryQuery(ObpMessageType.Obp2GetSaturationLevel, [], value, cancellation);
        return length is 2 or 4 && BinaryPrimitives.ReadUInt32LittleEndian(value) is > 0 and <= FullScale and var level ? level : FullScale;
    }

    // Coefficients that make no sense (none, not finite, or n_0 far from 1) are left out: a straight detector is the better guess.
    double[] ReadNonlinearity(CancellationToken cancellation) =>
        ReadCoefficients(ObpMessageType.Obp2GetNonlinearityCoefficients, cancellation) is [> 0.5 and < 2, ..] found && found.All(double.IsFinite) ? found : [];

    // Empty where the instrument does not know the question.
    double[] ReadCoefficients(ObpMessageType type, CancellationToken cancellation)
    {
        Span<byte> values = stackalloc byte[sizeof(float) * (MostCoefficients + 1)];
        var length = _client.TryQuery(type, [], values, cancellation) ?? 0;
        if (length % sizeof(float) != 0)
            throw new InstrumentException($"{_client.Transport.Name}: expected f32 numbers as the answer to {type}, found {length} bytes.");
        var coefficients = new double[Math.Max(0, length / sizeof(float) - 1)];
        for (var i = 0; i < coefficients.Length; i++)
            coefficients[i] = BinaryPrimitives.ReadSingleLittleEndian(values[(sizeof(float) * (i + 1))..]);
        return coefficients;
    }

    // A polynomial that turns round within the pixels belongs to another number of them.
    static double[] Rising(double[] wavelengths)
    {
        for (var pixel = 1; pixel < wavelengths.Length; pixel++)
            if (wavelengths[pixel] <= wavelengths[pixel - 1])
                throw new InstrumentException($"Expected wavelengths that rise over {wavelengths.Length} pixels, they turn round at pixel {pixel} ({wavelengths[pixel]} nm). Is the instrument calibrated?");
        return wavelengths;
    }
}
