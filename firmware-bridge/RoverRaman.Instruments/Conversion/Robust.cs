namespace RoverRaman.Instruments.Conversion;

/// <summary>Median and spread of values, in the caller's scratch memory.</summary>
static class Robust
{
    /// <summary>Factor from the median absolute deviation to the standard deviation of a Gaussian.</summary>
    public const double GaussianMad = 1.4826;

    /// <summary>Median; the scratch is sorted.</summary>
    public static float Median(Span<float> scratch)
    {
        scratch.Sort();
        return scratch.Length == 0 ? 0 : scratch[scratch.Length / 2];
    }

    /// <summary>Standard deviation as the median absolute deviation shows it; the scratch is overwritten.</summary>
    public static double Spread(ReadOnlySpan<float> values, float median, Span<float> scratch)
    {
        scratch = scratch[..values.Length];
        for (var i = 0; i < values.Length; i++)
            scratch[i] = Math.Abs(values[i] - median);
        return GaussianMad * Median(scratch);
    }
}
