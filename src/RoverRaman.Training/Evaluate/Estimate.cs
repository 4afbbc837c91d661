namespace RoverRaman.Training.Evaluate;

/// <summary>A figure measured on some spectra, and how far others of their kind might have moved it.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Interval">Its 95 % interval.</param>
public readonly record struct Estimate(double Value, Interval Interval)
{
    /// <summary>The share <paramref name="hits"/> of <paramref name="count"/>, at least 1, with Wilson's interval.</summary>
    public static Estimate Share(int hits, int count) => new((double)hits / count, Interval.Wilson(hits, count));

    /// <summary>The mean of <paramref name="values"/>, at least one, with the interval of resampled ones.</summary>
    public static Estimate Mean(IReadOnlyList<double> values) => new(values.Average(), Bootstrap.Mean(values));
}
