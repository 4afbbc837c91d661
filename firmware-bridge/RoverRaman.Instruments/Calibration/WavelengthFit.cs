using RoverRaman.Instruments.Conversion;

namespace RoverRaman.Instruments.Calibration;

/// <summary>
/// Wavelengths of the pixels from the peaks of a lamp. Lines are paired with peaks by what is known beforehand (the instrument's own polynomial,
/// or its range), a polynomial is fitted, pairs that do not fit are left out, and all lines are paired anew, closer each time.
/// </summary>
/// <param name="Coefficients">Wavelength in vacuum, nm, by rising power of the pixel (from 0).</param>
/// <param name="Pairs">Lines used.</param>
/// <param name="RmsNanometres">Their residual, nm rms.</param>
public sealed record WavelengthFit(double[] Coefficients, int Pairs, double RmsNanometres)
{
    const double Reject = 3;

    /// <summary>Fits the pixels to a lamp.</summary>
    /// <param name="peaks">Peaks of its spectrum.</param>
    /// <param name="airLines">Its lines in air, nm.</param>
    /// <param name="guess">Wavelength of each pixel as far as it is known, nm.</param>
    /// <param name="tolerance">How wrong the guess may be, nm.</param>
    /// <param name="order">Order of the polynomial.</param>
    /// <exception cref="InstrumentException">Fewer than order + 3 lines were found.</exception>
    public static WavelengthFit Fit(IReadOnlyList<PixelPeak> peaks, IReadOnlyList<double> airLines, double[] guess, double tolerance, int order = 3)
    {
        ArgumentNullException.ThrowIfNull(guess);
        double[] lines = [.. airLines.Select(AirWavelength.ToVacuum).Order()];
        double[] coefficients = PolynomialFit.Fit([.. Enumerable.Range(0, guess.Length).Select(i => (double)i)], guess, order);
        var fit = new WavelengthFit(coefficients, 0, 0);
        // The straight correction first: a shifted guess pairs few lines, and few pairs bear no curve.
        foreach (var (share, degree) in new[] { (1.0, 1), (0.5, 2), (0.25, order), (0.1, order) })
            fit = fit.Improve(peaks, lines, Math.Max(share * tolerance, 4 * fit.RmsNanometres), degree, order);
        return fit;
    }

    WavelengthFit Improve(IReadOnlyList<PixelPeak> peaks, double[] lines, double tolerance, int degree, int order)
    {
        var pairs = Pair(peaks, lines, tolerance);
        if (pairs.Count < order + 3)
            throw new InstrumentException($"Expected at least {order + 3} lamp lines within {tolerance:0.###} nm of where they should be, found {pairs.Count} among {peaks.Count} peaks. Is it this lamp, is the exposure long enough, and is the range right?");
        for (var round = 0; ; round++)
        {
            // Only the difference to the present polynomial is fitted, by a low degree at first.
            var correction = PolynomialFit.Fit([.. pairs.Select(pair => pair.Pixel)], [.. pairs.Select(pair => pair.Line - At(pair.Pixel))], Math.Min(degree, order));
            var better = Add(correction);
            var rms = Math.Sqrt(pairs.Average(pair => Square(pair.Line - Polynomial.Evaluate(better, pair.Pixel))));
            var good = pairs.Where(pair => Math.Abs(pair.Line - Polynomial.Evaluate(better, pair.Pixel)) <= Reject * rms).ToList();
            if (good.Count == pairs.Count || good.Count < order + 3 || round == 5)
                return new WavelengthFit(better, pairs.Count, rms);
            pairs = good;
        }
    }

    // A line takes part where it has one peak, and that peak no other line: what a coarse detector cannot resolve would mislead.
    List<(double Pixel, double Line)> Pair(IReadOnlyList<PixelPeak> peaks, double[] lines, double tolerance)
    {
        var pairs = new List<(double, double)>();
        foreach (var line in lines)
        {
            var near = peaks.Where(peak => Math.Abs(At(peak.Position) - line) < tolerance).ToList();
            if (near.Count == 0)
                continue;
            var peak = near.MinBy(found => Math.Abs(At(found.Position) - line));
            var spacing = Math.Abs(At(peak.Position + 2) - At(peak.Position));
            if (lines.Count(other => Math.Abs(other - line) < spacing) == 1 && lines.MinBy(other => Math.Abs(At(peak.Position) - other)) == line)
                pairs.Add((peak.Position, line));
        }
        return pairs;
    }

    double At(double pixel) => Polynomial.Evaluate(Coefficients, pixel);

    double[] Add(double[] correction) => [.. Coefficients.Select((value, i) => value + (i < correction.Length ? correction[i] : 0))];

    static double Square(double value) => value * value;
}
