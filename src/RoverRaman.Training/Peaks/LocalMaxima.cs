namespace RoverRaman.Training.Peaks;

/// <summary>
/// Peak detection by local maxima (paper, Table 1): a maximum counts where it is prominent and wide enough. Prominence and width are
/// defined as scipy.signal.find_peaks defines them, with which a test compares this point by point.
/// </summary>
public static class LocalMaxima
{
    /// <summary>The paper's smallest width, points (1 cm-1 each).</summary>
    public const double PaperWidth = 10;

    /// <summary>The paper's prominence: greatest intensity divided by the number of points.</summary>
    public static double PaperProminence(ReadOnlySpan<float> values)
    {
        var greatest = double.NegativeInfinity;
        foreach (var value in values)
            greatest = Math.Max(greatest, value);
        return greatest / values.Length;
    }

    /// <summary>Indices of the peaks with the paper's width and prominence, ascending.</summary>
    public static int[] Find(ReadOnlySpan<float> values) => Find(values, PaperProminence(values), PaperWidth);

    /// <summary>Indices of the peaks, ascending.</summary>
    /// <param name="values">Intensities at equal steps.</param>
    /// <param name="prominence">Least height above the higher of the two valleys beside the peak.</param>
    /// <param name="width">Least width at half prominence, points.</param>
    public static int[] Find(ReadOnlySpan<float> values, double prominence, double width)
    {
        var peaks = new List<int>();
        for (var i = 1; i < values.Length - 1; i++)
        {
            if (values[i - 1] >= values[i])
                continue;
            // A plateau is one peak, in its middle.
            var end = i;
            while (end + 1 < values.Length - 1 && values[end + 1] == values[i])
                end++;
            if (values[end + 1] < values[i] && IsPeak(values, (i + end) / 2, prominence, width))
                peaks.Add((i + end) / 2);
            i = end;
        }
        return [.. peaks];
    }

    static bool IsPeak(ReadOnlySpan<float> values, int peak, double prominence, double width)
    {
        var (left, right) = (Valley(values, peak, -1), Valley(values, peak, 1));
        var height = values[peak] - (double)Math.Max(values[left], values[right]);
        if (!(height >= prominence))
            return false;
        var level = values[peak] - height / 2;
        return Crossing(values, peak, right, 1, level) - Crossing(values, peak, left, -1, level) >= width;
    }

    // The lowest point on the way to the next higher one, or to the end; the nearest of equals.
    static int Valley(ReadOnlySpan<float> values, int peak, int step)
    {
        var lowest = peak;
        for (var i = peak; i >= 0 && i < values.Length && values[i] <= values[peak]; i += step)
            if (values[i] < values[lowest])
                lowest = i;
        return lowest;
    }

    static double Crossing(ReadOnlySpan<float> values, int peak, int valley, int step, double level)
    {
        var i = peak;
        while (i != valley && level < values[i])
            i += step;
        return values[i] < level ? i - step * (level - values[i]) / (values[i - step] - (double)values[i]) : i;
    }
}
