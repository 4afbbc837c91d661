using RoverRaman.Instruments.Conversion;

namespace RoverRaman.Instruments.Calibration;

/// <summary>Finds the peaks of a raw spectrum, to a fraction of a pixel.</summary>
public static class PeakFinder
{
    const double Clear = 8;

    /// <summary>Peaks from left to right: maxima of their surroundings that stand clear of noise and level.</summary>
    /// <param name="counts">One value a pixel.</param>
    /// <param name="reach">Pixels to each side of which a peak is the highest.</param>
    public static IReadOnlyList<PixelPeak> Find(ReadOnlySpan<float> counts, int reach = 2)
    {
        var floor = Floor(counts, 40 * reach);
        var net = new float[counts.Length];
        for (var i = 0; i < net.Length; i++)
            net[i] = counts[i] - floor[i];
        var limit = Clear * Math.Max(1e-9, Noise(counts));
        var peaks = new List<PixelPeak>();
        for (var i = reach; i < net.Length - reach; i++)
            if (net[i] > limit && IsHighest(net, i, reach))
                peaks.Add(new PixelPeak(i + Fraction(net, i), net[i]));
        return peaks;
    }

    // The lower third of the surroundings: lamps leave most pixels dark, fluorescence is slow.
    static float[] Floor(ReadOnlySpan<float> counts, int reach)
    {
        var floor = new float[counts.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            var around = counts[Math.Max(0, i - reach)..Math.Min(counts.Length, i + reach + 1)].ToArray();
            Array.Sort(around);
            floor[i] = around[around.Length / 3];
        }
        return floor;
    }

    static double Noise(ReadOnlySpan<float> counts)
    {
        var differences = new float[counts.Length - 1];
        for (var i = 0; i < differences.Length; i++)
            differences[i] = counts[i + 1] - counts[i];
        var scratch = (float[])differences.Clone();
        var median = Robust.Median(scratch);
        return Robust.Spread(differences, median, scratch) / Math.Sqrt(2);
    }

    static bool IsHighest(float[] net, int at, int reach)
    {
        for (var i = at - reach; i <= at + reach; i++)
            if (net[i] > net[at] || (net[i] == net[at] && i < at))
                return false;
        return true;
    }

    // Vertex of the parabola through the logarithms, which is exact for a Gaussian line.
    static double Fraction(float[] net, int at)
    {
        double left = Math.Log(Math.Max(net[at - 1], 1e-3 * net[at])), middle = Math.Log(net[at]), right = Math.Log(Math.Max(net[at + 1], 1e-3 * net[at]));
        var curvature = left - 2 * middle + right;
        return curvature < 0 ? Math.Clamp((left - right) / (2 * curvature), -0.5, 0.5) : 0;
    }
}
