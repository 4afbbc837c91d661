namespace RoverRaman.Instruments;

/// <summary>What an instrument says of itself.</summary>
/// <param name="Model">Model name, e.g. STS.</param>
/// <param name="SerialNumber">Its serial number; empty where it has none to tell.</param>
/// <param name="PixelCount">Values in a spectrum.</param>
/// <param name="MaximumCounts">Counts at which the detector is saturated.</param>
/// <param name="Wavelengths">
/// Wavelength of each pixel, nm, from the instrument's own polynomial (pixels from 0). Empty where it stores none: it then needs a calibration.
/// </param>
/// <param name="MinimumIntegration">Shortest integration time.</param>
/// <param name="MaximumIntegration">Longest integration time.</param>
public sealed record SpectrometerInfo(
    string Model, string SerialNumber, int PixelCount, double MaximumCounts, double[] Wavelengths,
    TimeSpan MinimumIntegration, TimeSpan MaximumIntegration)
{
    /// <summary>Coefficients n_i of the detector's nonlinearity, by rising power; empty where none are stored.</summary>
    public double[] Nonlinearity { get; init; } = [];

    /// <summary>Pixels that no light reaches.</summary>
    public IReadOnlyList<int> DarkPixels { get; init; } = [];

    /// <summary>OBP: whether its replies carry a checksum; false for every other protocol.</summary>
    public bool HasCheckedReplies { get; init; }

    /// <summary>Excitation wavelength that the instrument stores, nm, or null.</summary>
    public double? LaserNanometres { get; init; }
}
