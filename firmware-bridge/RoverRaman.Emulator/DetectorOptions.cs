namespace RoverRaman.Emulator;

/// <summary>The virtual spectrometer's optics and detector, and how bad its day is.</summary>
public sealed record DetectorOptions
{
    /// <summary>Excitation wavelength, nm.</summary>
    public double LaserNanometres { get; init; } = 785;

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
        if (!double.IsFinite(Shift))
            yield return $"--shift: expected a number, found {Shift}.";
    }
}
