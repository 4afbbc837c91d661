namespace RoverRaman.Instruments.Obp;

/// <summary>
/// What differs between instruments that speak OBP.
/// <code>
/// model    pixels  spectrum request  reply bytes          largest count  integration us
/// STS        1024  00101100          2048                        16383  10 .. 85,000,000
/// QE Pro     1044  00100928          32 + 4 x 1044 = 4208       262143  8,000 .. 1,600,000,000; dark pixels 0-3, 1040-1043
/// Ventana    1024  00101100          2048                        65535  22,000 .. 60,000,000
/// FX         2136  00101000          4272                        65535  6,000 .. 10,000,000
/// HDX        2068  00101000          4136                        65535  6,000 .. 10,000,000
/// </code>
/// Source: python-seabreeze devices.py; the layout of the QE Pro's 32 bytes of metadata is not documented, they are skipped.
/// </summary>
/// <param name="Name">Model name.</param>
/// <param name="PixelCount">Pixels of a spectrum.</param>
/// <param name="MaximumCounts">Largest count of the converter.</param>
/// <param name="Spectrum">Request of a raw spectrum.</param>
/// <param name="MetadataLength">Bytes before the pixels.</param>
/// <param name="BytesPerPixel">2 or 4, least significant byte first.</param>
/// <param name="ShortestMicroseconds">Shortest integration time, where the instrument does not say.</param>
/// <param name="LongestMicroseconds">Longest integration time, where the instrument does not say.</param>
public sealed record ObpModel(
    string Name, int PixelCount, double MaximumCounts, ObpMessageType Spectrum, int MetadataLength, int BytesPerPixel,
    uint ShortestMicroseconds, uint LongestMicroseconds)
{
    /// <summary>STS, Spark.</summary>
    public static ObpModel Sts { get; } = new("STS", 1024, 16383, ObpMessageType.GetRawSpectrum, 0, 2, 10, 85_000_000);

    /// <summary>QE Pro: cooled, buffered, 18 bits.</summary>
    public static ObpModel QePro { get; } = new("QE Pro", 1044, 262143, ObpMessageType.GetBufferedSpectrum32, 32, 4, 8_000, 1_600_000_000)
    {
        DarkPixels = [0, 1, 2, 3, 1040, 1041, 1042, 1043],
        IsBuffered = true,
        HasTec = true,
    };

    /// <summary>Ventana.</summary>
    public static ObpModel Ventana { get; } = new("Ventana", 1024, 65535, ObpMessageType.GetRawSpectrum, 0, 2, 22_000, 60_000_000) { UsesLightSource = true };

    /// <summary>Ocean FX.</summary>
    public static ObpModel Fx { get; } = new("FX", 2136, 65535, ObpMessageType.GetCorrectedSpectrum, 0, 2, 6_000, 10_000_000);

    /// <summary>Ocean HDX.</summary>
    public static ObpModel Hdx { get; } = new("HDX", 2068, 65535, ObpMessageType.GetCorrectedSpectrum, 0, 2, 6_000, 10_000_000);

    /// <summary>All models.</summary>
    public static IReadOnlyList<ObpModel> All { get; } = [Sts, QePro, Ventana, Fx, Hdx];

    /// <summary>Pixels that no light reaches.</summary>
    public IReadOnlyList<int> DarkPixels { get; init; } = [];

    /// <summary>Whether spectra come out of a buffer that must be cleared before one is asked for.</summary>
    public bool IsBuffered { get; init; }

    /// <summary>Whether the detector is cooled.</summary>
    public bool HasTec { get; init; }

    /// <summary>Whether the excitation is a light source of its own (module 0, source 0) and not the lamp enable line.</summary>
    public bool UsesLightSource { get; init; }

    /// <summary>Bytes of a spectrum's data.</summary>
    public int PayloadLength => MetadataLength + PixelCount * BytesPerPixel;
}
