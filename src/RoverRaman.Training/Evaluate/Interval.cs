namespace RoverRaman.Training.Evaluate;

/// <summary>A 95 % confidence interval of a share.</summary>
/// <param name="Low">Lower end, 0..1.</param>
/// <param name="High">Upper end, 0..1.</param>
public readonly record struct Interval(double Low, double High)
{
    // 97.5 % point of the standard normal distribution.
    const double Z = 1.959963984540054;

    /// <summary>
    /// Wilson's score interval (Wilson 1927, J. Am. Stat. Assoc. 22, 209) of <paramref name="hits"/> out of <paramref name="count"/>.
    /// It takes spectra as independent; several spectra of one specimen are not quite, so the true interval is somewhat wider.
    /// </summary>
    public static Interval Wilson(int hits, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, count);
        double n = count, share = hits / n, z2 = Z * Z;
        var centre = (share + z2 / (2 * n)) / (1 + z2 / n);
        var half = Z / (1 + z2 / n) * Math.Sqrt(share * (1 - share) / n + z2 / (4 * n * n));
        return new Interval(Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
