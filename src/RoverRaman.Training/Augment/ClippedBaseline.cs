namespace RoverRaman.Training.Augment;

/// <summary>
/// Splits a raw spectrum into peaks and background, for <see cref="RawVariation"/>: smoothed (sigma 2 cm-1), then clipped to the mean of its
/// neighbours, from 25 cm-1 away down to 1; never above the spectrum.
/// </summary>
public static class ClippedBaseline
{
    const int Widest = 25, SmoothReach = 8;
    const double Sigma = 2;

    /// <summary>The background of <paramref name="spectrum"/>, same length and unit.</summary>
    public static float[] Of(ReadOnlySpan<float> spectrum)
    {
        var baseline = Smooth(spectrum);
        var next = new double[baseline.Length];
        for (var width = Widest; width >= 1; width--)
        {
            for (var i = 0; i < next.Length; i++)
                next[i] = Math.Min(baseline[i], 0.5 * (baseline[Math.Max(0, i - width)] + baseline[Math.Min(next.Length - 1, i + width)]));
            (baseline, next) = (next, baseline);
        }
        var result = new float[baseline.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = Math.Min((float)baseline[i], spectrum[i]);
        return result;
    }

    static double[] Smooth(ReadOnlySpan<float> spectrum)
    {
        var smooth = new double[spectrum.Length];
        for (var i = 0; i < smooth.Length; i++)
        {
            double sum = 0, mass = 0;
            for (var j = -SmoothReach; j <= SmoothReach; j++)
            {
                var weight = Math.Exp(-0.5 * (j / Sigma) * (j / Sigma));
                sum += weight * spectrum[Math.Clamp(i + j, 0, spectrum.Length - 1)];
                mass += weight;
            }
            smooth[i] = sum / mass;
        }
        return smooth;
    }
}
