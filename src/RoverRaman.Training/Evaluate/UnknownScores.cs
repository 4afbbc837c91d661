namespace RoverRaman.Training.Evaluate;

/// <summary>How well a score tells minerals that the model holds from minerals that it does not.</summary>
/// <param name="Known">Spectra of held minerals.</param>
/// <param name="Unknown">Spectra of other minerals.</param>
/// <param name="Auroc">Chance that a known spectrum scores above an unknown one; 0.5 is a guess. Spectra of both groups resampled.</param>
/// <param name="Fpr95">Share of unknown spectra accepted at the threshold that accepts 95 % of the known, which is taken as given.</param>
public sealed record UnknownScores(int Known, int Unknown, Estimate Auroc, Estimate Fpr95)
{
    /// <summary>Compares the scores (any scale, higher = more surely known) of both groups, each at least one.</summary>
    public static UnknownScores Of(IReadOnlyCollection<double> known, IReadOnlyCollection<double> unknown)
    {
        ArgumentOutOfRangeException.ThrowIfZero(known.Count, nameof(known));
        ArgumentOutOfRangeException.ThrowIfZero(unknown.Count, nameof(unknown));
        double[] above = [.. known.Order()], below = [.. unknown.Order()];
        var interval = Bootstrap.Percentiles(random => Area(Bootstrap.Resampled(above, random), [.. Bootstrap.Resampled(below, random).Order()]));
        var threshold = above[(int)Math.Floor(0.05 * above.Length)];
        var accepted = below.Length - LowerBound(below, threshold);
        return new UnknownScores(above.Length, below.Length, new Estimate(Area(above, below), interval), Estimate.Share(accepted, below.Length));
    }

    // Mann-Whitney U: pairs won, ties half.
    static double Area(double[] above, double[] sortedBelow) =>
        above.Sum(score => LowerBound(sortedBelow, score) + 0.5 * (UpperBound(sortedBelow, score) - LowerBound(sortedBelow, score)))
            / above.Length / sortedBelow.Length;

    static int LowerBound(double[] sorted, double value) => Bound(sorted, other => other < value);

    static int UpperBound(double[] sorted, double value) => Bound(sorted, other => other <= value);

    static int Bound(double[] sorted, Func<double, bool> isBefore)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = isBefore(sorted[middle]) ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
