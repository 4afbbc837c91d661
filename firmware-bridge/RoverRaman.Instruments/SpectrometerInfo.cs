namespace RoverRaman.Instruments;

/// <summary>What an instrument says of itself.</summary>
/// <param name="Model">Model name, e.g. STS.</param>
/// <param name="SerialNumber">Its serial number.</param>
/// <param name="PixelCount">Values in a spectrum.</param>
/// <param name="MaximumCounts">Counts at which the detector is saturated.</param>
/// <param name="Wavelengths">Wavelength of each pixel, nm, from the instrument's own polynomial (pixels from 0).</param>
/// <param name="MinimumIntegration">Shortest integration time.</param>
/// <param name="MaximumIntegration">Longest integration time.</param>
public sealed record SpectrometerInfo(
    string Model, string SerialNumber, int PixelCount, double MaximumCounts, double[] Wavelengths,
    TimeSpan MinimumIntegration, TimeSpan MaximumIntegration);
