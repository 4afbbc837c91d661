namespace RoverRaman.Training.Evaluate;

/// <summary>95 % intervals of figures that are no plain share: percentiles over resampled spectra (Efron 1979, Ann. Stat. 7, 1). The same draws every time.</summary>
static class Bootstrap
{
    const int Draws = 1000;

    /// <summary>Interval of the mean of <paramref name="values"/>; at least one.</summary>
    public static Interval Mean(IReadOnlyList<double> values) => Percentiles(random =>
    {
        var sum = 0.0;
        for (var i = 0; i < values.Count; i++)
            sum += values[random.Next(values.Count)];
        return sum / values.Count;
    });

    /// <summary>From the 2.5th to the 97.5th percentile of what <paramref name="draw"/> gives.</summary>
    public static Interval Percentiles(Func<Random, double> draw)
    {
        var random = new Random(0);
        double[] drawn = [.. Enumerable.Range(0, Draws).Select(_ => draw(random)).Order()];
        return new Interval(drawn[(int)(0.025 * Draws)], drawn[(int)(0.975 * Draws) - 1]);
    }

    /// <summary>As many of <paramref name="values"/>, with replacement.</summary>
    public static double[] Resampled(double[] values, Random random) => Array.ConvertAll(values, _ => values[random.Next(values.Length)]);
}
