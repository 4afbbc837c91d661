namespace RoverRaman.Emulator;

/// <summary>The virtual spectrometer's optics and detector, and how bad its day is.</summary>
public sealed record DetectorOptions
{
    /// <summary>Excitation wavelength, nm.</summary>
    public double LaserNanometres { get; init; } = 785;

    /// <summary>Values in a spectrum.</summary>
    public int PixelCount { get; init; } = 1024;

    /// <summary>Largest count of the converter.</summary>
    public int MaximumCounts { get; init; } = 16383;

    /// <summary>Counts fall with light, as the TCD1304's do.</summary>
    public bool Inverted { get; init; }

    /// <summary>Raman shift at the first pixel, cm-1.</summary>
    public double FirstShift { get; init; } = 150;

    /// <summary>Raman shift at the last pixel, cm-1.</summary>
    public double LastShift { get; init; } = 1800;

    /// <summary>Counts of the highest peak above the dark, at 100 ms of integration.</summary>
    public double PeakCounts { get; init; } = 9000;

    /// <summary>Height of the fluorescence, as a part of the highest peak.</summary>
    public double Fluorescence { get; init; }

    /// <summary>Read noise, counts (standard deviation). Zero switches shot noise off, too.</summary>
    public double Noise { get; init; } = 5;

    /// <summary>How far the instrument has drifted: every peak appears this much higher, cm-1.</summary>
    public double Shift { get; init; }

    /// <summary>Width of a sharp line as this instrument shows it (FWHM), cm-1, on top of the sample's own; 0 adds nothing.</summary>
    public double Resolution { get; init; }

    /// <summary>Mean number of cosmic rays in an exposure.</summary>
    public double CosmicRays { get; init; }

    /// <summary>How much the detector warms itself, degrees Celsius.</summary>
    public double Warming { get; init; } = 4;

    /// <summary>Warming that doubles the dark current, degrees Celsius; 0: it does not depend on the temperature.</summary>
    public double DarkDoubling { get; init; }

    /// <summary>Counts at which a pixel is full, or null for the converter's largest.</summary>
    public int? FullScale { get; init; }

    /// <summary>Seed of noise, fluorescence and fixed pattern.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Everything that is wrong with the options, in words.</summary>
    public IEnumerable<string> Problems()
    {
        if (LaserNanometres is not (> 0 and < 10_000))
            yield return $"--laser: expected a wavelength in nm, above 0 and below 10000, found {LaserNanometres}.";
        else if (!(FirstShift < LastShift && FirstShift > -1e5 && LastShift < 0.9e7 / LaserNanometres))
            yield return $"--first-shift and --last-shift: expected an ascending range that light of {LaserNanometres} nm can reach, found {FirstShift} to {LastShift} cm-1.";
        if (PeakCounts is not (> 0 and < 1e9))
            yield return $"--peak-counts: expected a number above 0, found {PeakCounts}.";
        if (Noise is not (>= 0 and < 1e9))
            yield return $"--noise: expected a number of 0 or more, found {Noise}.";
        if (Fluorescence is not (>= 0 and < 1e9))
            yield return $"--fluorescence: expected a number of 0 or more, found {Fluorescence}.";
        if (Resolution is not (>= 0 and < 1000))
            yield return $"--resolution: expected 0 to 1000 cm-1, found {Resolution}.";
        if (CosmicRays is not (>= 0 and <= 100))
            yield return $"--cosmic-rays: expected a mean of 0 to 100 an exposure, found {CosmicRays}.";
        if (!(Math.Abs(Warming) <= 100))
            yield return $"--warming: expected -100 to 100 degrees, found {Warming}.";
        if (DarkDoubling is not (>= 0 and <= 1000))
            yield return $"--dark-doubling: expected 0 to 1000 degrees, found {DarkDoubling}.";
        if (FullScale is { } full && (full < 1 || full > MaximumCounts))
            yield return $"--full-scale: expected 1 to {MaximumCounts} counts, found {full}.";
        if (!double.IsFinite(Shift))
            yield return $"--shift: expected a number, found {Shift}.";
    }
}
