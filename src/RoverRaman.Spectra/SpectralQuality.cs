using System.Numerics;
using System.Runtime.InteropServices;

namespace RoverRaman.Spectra;

/// <summary>
/// Judges a spectrum on the grid before it is classified. Allocates nothing; time depends on the length alone.
/// <see cref="QualityFlags.NoDark"/> is the instrument's to set: the grid does not show it. <see cref="QualityFlags.Saturated"/> is the
/// instrument's too; here it is seen where a plateau stands at the spectrum's largest value.
/// </summary>
/// <remarks>
/// A peak is the rise of a point's surroundings over the mean of its two neighbourhoods at a distance h, which is zero on a straight
/// baseline; and so must be that rise less a quarter of the rise at 2 h, which is zero on a parabola, too: what the top of a band of fluorescence
/// looks like. It stands clear where the largest rise exceeds <see cref="ClearPeak"/> times the robust spread (1.4826 MAD) of all rises.
/// The spectrum is thus its own yardstick: instruments with coarse pixels, whose neighbours on the grid are not independent, and smooth
/// fluorescence raise both alike. Two distances serve narrow and broad bands. What is narrower than any spectrometer's line, as a cosmic ray
/// is, does not count: rises are taken of the spectrum opened (least, then greatest of <see cref="LineWidth"/> points).
/// </remarks>
public static class SpectralQuality
{
    /// <summary>Flags that forbid a confident mineral: such a spectrum is reported, never named.</summary>
    public const QualityFlags Unusable =
        QualityFlags.NotFinite | QualityFlags.Saturated | QualityFlags.Dark | QualityFlags.Flat | QualityFlags.PoorCoverage | QualityFlags.LowSignal;

    // Gaussian noise has its largest of some 300 independent rises at 2.5 to 4.5 spreads.
    const double ClearPeak = 5;

    // A parabola rises a quarter as far at half the distance.
    const double Parabola = 0.25;

    const double GaussianMad = 1.4826;
    const int NarrowDistance = 8, BroadDistance = 24;

    // A line of a dispersive spectrometer covers at least so many points of the grid.
    const int LineWidth = 4;

    // Points at exactly the largest value from which it is the detector's limit and not a peak's top.
    const int Plateau = 12;

    // Share of the level below which a spectrum's whole range counts as none.
    const double FlatShare = 1e-4;

    // A mean within this many standard errors of zero is no light.
    const double DarkErrors = 5;

    /// <summary>Flags found on a spectrum.</summary>
    /// <param name="grid"><see cref="Grid.Count"/> values, not scaled; zero outside the measured range.</param>
    /// <param name="covered">Grid points inside the measured range, see <see cref="GridResampler.Covered"/>.</param>
    /// <exception cref="ArgumentException">The length is not <see cref="Grid.Count"/>.</exception>
    public static QualityFlags Assess(ReadOnlySpan<float> grid, int covered)
    {
        if (grid.Length != Grid.Count)
            throw new ArgumentException($"Expected {Grid.Count} grid points, found {grid.Length}.", nameof(grid));
        var flags = covered < Grid.Count / 2 ? QualityFlags.PoorCoverage : QualityFlags.None;
        foreach (var value in grid)
            if (!float.IsFinite(value))
                return flags | QualityFlags.NotFinite;

        var measured = Measured(grid, covered);
        if (measured.IsEmpty)
            return flags | QualityFlags.Dark | QualityFlags.Flat | QualityFlags.LowSignal;
        return flags | Level(measured, out var meanIsZero) | Signal(measured, meanIsZero);
    }

    /// <summary>The same where nothing says how much was measured: from the first value that is not zero to the last.</summary>
    /// <param name="grid"><see cref="Grid.Count"/> values, not scaled.</param>
    /// <exception cref="ArgumentException">The length is not <see cref="Grid.Count"/>.</exception>
    public static QualityFlags Assess(ReadOnlySpan<float> grid)
    {
        var first = grid.IndexOfAnyExcept(0f);
        return Assess(grid, first < 0 ? grid.Length : grid.LastIndexOfAnyExcept(0f) - first + 1);
    }

    /// <summary>True where nothing found forbids a name (<see cref="Unusable"/>).</summary>
    /// <param name="grid"><see cref="Grid.Count"/> values, not scaled.</param>
    /// <exception cref="ArgumentException">The length is not <see cref="Grid.Count"/>.</exception>
    public static bool IsUsable(ReadOnlySpan<float> grid) => (Assess(grid) & Unusable) == 0;

    // From the first value that is not zero, as many points as were measured: a processed spectrum may be clipped to zero anywhere.
    static ReadOnlySpan<float> Measured(ReadOnlySpan<float> grid, int covered)
    {
        var first = grid.IndexOfAnyExcept(0f);
        if (first < 0)
            return default;
        var start = Math.Min(first, Grid.Count - Math.Clamp(covered, 0, Grid.Count));
        var end = Math.Max(grid.LastIndexOfAnyExcept(0f) + 1, Math.Min(Grid.Count, start + covered));
        return grid[start..end];
    }

    static QualityFlags Level(ReadOnlySpan<float> values, out bool meanIsZero)
    {
        float minimum = values[0], maximum = values[0];
        double sum = 0, squares = 0;
        foreach (var value in values)
        {
            minimum = Math.Min(minimum, value);
            maximum = Math.Max(maximum, value);
            sum += value;
            squares += (double)value * value;
        }
        var mean = sum / values.Length;
        var variance = Math.Max(0, squares / values.Length - mean * mean);
        meanIsZero = mean * mean * values.Length <= DarkErrors * DarkErrors * variance;
        var flags = maximum <= 0 ? QualityFlags.Dark : QualityFlags.None;
        if ((double)maximum - minimum <= FlatShare * Math.Max(Math.Abs(minimum), Math.Abs(maximum)))
            return flags | QualityFlags.Flat;
        return LongestRun(values, maximum) >= Plateau ? flags | QualityFlags.Saturated : flags;
    }

    static int LongestRun(ReadOnlySpan<float> values, float of)
    {
        int longest = 0, run = 0;
        foreach (var value in values)
        {
            run = value == of ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    static QualityFlags Signal(ReadOnlySpan<float> values, bool meanIsZero)
    {
        Span<double> sums = stackalloc double[Grid.Count + 1];
        Span<float> opened = stackalloc float[Grid.Count];
        opened = opened[..values.Length];
        Open(values, opened);
        sums[0] = 0;
        for (var i = 0; i < values.Length; i++)
            sums[i + 1] = sums[i] + opened[i];
        sums = sums[..(values.Length + 1)];
        if (HasClearPeak(sums, NarrowDistance) | HasClearPeak(sums, BroadDistance))
            return QualityFlags.None;
        return meanIsZero ? QualityFlags.LowSignal | QualityFlags.Dark : QualityFlags.LowSignal;
    }

    // Takes away what is narrower than a line and leaves the rest where it was.
    static void Open(ReadOnlySpan<float> values, Span<float> opened)
    {
        Span<float> least = stackalloc float[Grid.Count];
        least = least[..values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            least[i] = values[i];
            for (var j = 1; j < LineWidth && i + j < values.Length; j++)
                least[i] = Math.Min(least[i], values[i + j]);
        }
        for (var i = 0; i < values.Length; i++)
        {
            opened[i] = least[i];
            for (var j = 1; j < LineWidth && i >= j; j++)
                opened[i] = Math.Max(opened[i], least[i - j]);
        }
    }

    // sums[i] is the sum of the first i values.
    static bool HasClearPeak(ReadOnlySpan<double> sums, int distance) => HasClearPeak(sums, distance, 0) && HasClearPeak(sums, distance, Parabola);

    static bool HasClearPeak(ReadOnlySpan<double> sums, int distance, double farther)
    {
        var half = distance / 4;
        var margin = 2 * distance + half;
        var count = sums.Length - 1 - 2 * margin;
        if (count < 2 * distance)
            return false;
        Span<float> sizes = stackalloc float[Grid.Count];
        var largest = 0.0;
        for (var i = 0; i < count; i++)
        {
            var at = i + margin;
            var rise = Rise(sums, at, distance, half) - farther * Rise(sums, at, 2 * distance, half);
            sizes[i] = (float)Math.Abs(rise);
            largest = Math.Max(largest, rise);
        }
        return largest > ClearPeak * GaussianMad * Median(sizes[..count]);
    }

    static double Rise(ReadOnlySpan<double> sums, int at, int distance, int half) =>
        Around(sums, at, half) - (Around(sums, at - distance, half) + Around(sums, at + distance, half)) / 2;

    static double Around(ReadOnlySpan<double> sums, int at, int half) => (sums[at + half + 1] - sums[at - half]) / (2 * half + 1);

    // Not-negative floats order as their bits do, so the median is found bit by bit from the top: 31 passes whatever the values.
    static float Median(ReadOnlySpan<float> values)
    {
        var bits = MemoryMarshal.Cast<float, int>(values);
        var median = 0;
        for (var bit = 1 << 30; bit != 0; bit >>= 1)
            if (CountBelow(bits, median | bit) <= values.Length / 2)
                median |= bit;
        return BitConverter.Int32BitsToSingle(median);
    }

    static int CountBelow(ReadOnlySpan<int> values, int limit)
    {
        var counts = Vector<int>.Zero;
        var limits = new Vector<int>(limit);
        var i = 0;
        for (; i <= values.Length - Vector<int>.Count; i += Vector<int>.Count)
            counts -= Vector.LessThan(new Vector<int>(values[i..]), limits);
        var count = Vector.Sum(counts);
        for (; i < values.Length; i++)
            count += values[i] < limit ? 1 : 0;
        return count;
    }
}
