namespace RoverRaman.Training.Peaks;

/// <summary>
/// Wavelet peak detection (paper, section 3.1 and Table 1): ridge lines through the maxima of a Ricker transform, kept where they are
/// long enough and stand out of the noise. The method is that of Du, Kibbe, Lin (Bioinformatics 22, 2006, 2059) with the defaults of
/// scipy.signal.find_peaks_cwt, with which a test compares it point by point.
/// </summary>
public static class WaveletPeaks
{
    const double SmallestSignalToNoise = 1;
    const double NoisePercentile = 10;

    /// <summary>The paper's widths, 10 to 20 points (1 cm-1 each).</summary>
    public static IReadOnlyList<int> PaperWidths { get; } = [.. Enumerable.Range(10, 11)];

    /// <summary>Indices of the peaks, ascending.</summary>
    /// <param name="values">Intensities at equal steps.</param>
    /// <param name="widths">Widths to look for, points, ascending; default <see cref="PaperWidths"/>.</param>
    public static int[] Find(ReadOnlySpan<float> values, IReadOnlyList<int>? widths = null)
    {
        widths ??= PaperWidths;
        if (widths.Count == 0 || values.Length < 3)
            return [];
        var rows = RickerTransform.Apply(values, widths);
        var noise = NoiseFloor(rows[0]);
        var shortest = Math.Ceiling(rows.Length / 4.0);
        return [.. RidgeLines(rows, widths)
            .Where(line => line.Length >= shortest && StandsOut(rows[line.Row][line.Column], noise[line.Column]))
            .Select(line => line.Column)
            .Order()];
    }

    // Where signal and noise are both nothing, the ratio is no number and the line stays.
    static bool StandsOut(double signal, double noise) => !(Math.Abs(signal / noise) < SmallestSignalToNoise);

    // From the broadest width that has a maximum down to the narrowest, each maximum joins the nearest line, if near enough.
    static List<RidgeLine> RidgeLines(double[][] rows, IReadOnlyList<int> widths)
    {
        var open = new List<RidgeLine>();
        var ended = new List<RidgeLine>();
        var start = Array.FindLastIndex(rows, row => Maxima(row).Count > 0);
        for (var row = start; row >= 0; row--)
        {
            foreach (var line in open)
                line.Gap++;
            Connect(open, row, Maxima(rows[row]), widths[row] / 4.0);
            ended.AddRange(open.Where(line => line.Gap > widths[0]));
            _ = open.RemoveAll(line => line.Gap > widths[0]);
        }
        return [.. ended, .. open];
    }

    static void Connect(List<RidgeLine> open, int row, List<int> maxima, double reach)
    {
        var feet = open.ConvertAll(line => line.Column);
        foreach (var column in maxima)
        {
            var nearest = Nearest(feet, column);
            if (nearest >= 0 && Math.Abs(feet[nearest] - column) <= reach)
                open[nearest].Extend(row, column);
            else
                open.Add(new RidgeLine(row, column));
        }
    }

    static int Nearest(List<int> feet, int column)
    {
        var nearest = -1;
        for (var i = 0; i < feet.Count; i++)
            if (nearest < 0 || Math.Abs(feet[i] - column) < Math.Abs(feet[nearest] - column))
                nearest = i;
        return nearest;
    }

    static List<int> Maxima(double[] row)
    {
        var maxima = new List<int>();
        for (var i = 1; i < row.Length - 1; i++)
            if (row[i] > row[i - 1] && row[i] > row[i + 1])
                maxima.Add(i);
        return maxima;
    }

    // The tenth percentile of the narrowest row within a window of a twentieth of the spectrum.
    static double[] NoiseFloor(double[] row)
    {
        var window = (int)Math.Ceiling(row.Length / 20.0);
        var (half, odd) = (window / 2, window % 2);
        var noise = new double[row.Length];
        for (var i = 0; i < row.Length; i++)
        {
            var from = Math.Max(i - half, 0);
            var sorted = row[from..Math.Min(i + half + odd, row.Length)];
            Array.Sort(sorted);
            noise[i] = Percentile(sorted, NoisePercentile);
        }
        return noise;
    }

    static double Percentile(double[] sorted, double percent)
    {
        var at = percent / 100 * (sorted.Length - 1);
        var below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
