namespace RoverRaman.Instruments.Calibration;

/// <summary>
/// The laser's wavelength from a Raman standard: each line of known shift s at wavelength l gives 1 / (1/l + s).
/// </summary>
/// <param name="Nanometres">Excitation wavelength in vacuum, nm.</param>
/// <param name="Lines">Lines of the standard used.</param>
/// <param name="RmsWavenumbers">Residual, cm-1 rms; 0 where one line was used.</param>
public sealed record LaserFit(double Nanometres, int Lines, double RmsWavenumbers)
{
    /// <summary>Fits the laser to a standard.</summary>
    /// <param name="peaks">Peaks of its spectrum.</param>
    /// <param name="coefficients">Wavelength in vacuum, nm, by rising power of the pixel.</param>
    /// <param name="shifts">Shifts of the standard, cm-1.</param>
    /// <param name="nominal">Laser wavelength as far as it is known, nm in vacuum.</param>
    /// <param name="tolerance">How far a line may be from where it should be, cm-1.</param>
    /// <exception cref="InstrumentException">No line of the standard was found.</exception>
    public static LaserFit Fit(IReadOnlyList<PixelPeak> peaks, double[] coefficients, IReadOnlyList<double> shifts, double nominal, double tolerance = 40)
    {
        var found = new List<(double Wavenumber, double Shift)>();
        // The laser's error moves all lines alike, so the strongest peak near any line says where to look for the others.
        var offset = Offset(peaks, coefficients, shifts, nominal, tolerance);
        foreach (var shift in shifts)
        {
            var near = peaks.Select(peak => 1e7 / Polynomial.Evaluate(coefficients, peak.Position))
                .Where(wavenumber => Math.Abs(1e7 / nominal - wavenumber - shift - offset) < Math.Max(4, tolerance / 8)).ToList();
            if (near.Count > 0)
                found.Add((near.MinBy(wavenumber => Math.Abs(1e7 / nominal - wavenumber - shift - offset)), shift));
        }
        if (found.Count == 0)
            throw new InstrumentException($"Expected lines of the standard within {tolerance} cm-1 of where they should be, found none among {peaks.Count} peaks. Is it this standard, and is the laser's wavelength about {nominal:0.##} nm?");
        var laser = found.Average(line => line.Wavenumber + line.Shift);
        var rms = Math.Sqrt(found.Average(line => Math.Pow(line.Wavenumber + line.Shift - laser, 2)));
        return new LaserFit(1e7 / laser, found.Count, rms);
    }

    // The offset that brings most lines onto peaks; among equals the one with the higher peaks.
    static double Offset(IReadOnlyList<PixelPeak> peaks, double[] coefficients, IReadOnlyList<double> shifts, double nominal, double tolerance)
    {
        var seen = peaks.Select(peak => (Shift: 1e7 / nominal - 1e7 / Polynomial.Evaluate(coefficients, peak.Position), peak.Height)).ToList();
        var candidates = from peak in seen from shift in shifts where Math.Abs(peak.Shift - shift) < tolerance select peak.Shift - shift;
        return candidates.DefaultIfEmpty(0).MaxBy(offset => (
            shifts.Count(shift => seen.Any(peak => Math.Abs(peak.Shift - shift - offset) < 4)),
            seen.Where(peak => shifts.Any(shift => Math.Abs(peak.Shift - shift - offset) < 4)).Sum(peak => peak.Height)));
    }
}
