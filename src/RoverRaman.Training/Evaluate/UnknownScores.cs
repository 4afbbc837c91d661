namespace RoverRaman.Training.Evaluate;

/// <summary>How well a score tells minerals that the model holds from minerals that it does not.</summary>
/// <param name="Known">Spectra of held minerals.</param>
/// <param name="Unknown">Spectra of other minerals.</param>
/// <param name="Auroc">Chance that a known spectrum scores above an unknown one; 0.5 is a guess.</param>
/// <param name="Fpr95">Share of unknown spectra accepted at the threshold that accepts 95 % of the known.</param>
public sealed record UnknownScores(int Known, int Unknown, double Auroc, double Fpr95)
{
    /// <summary>Compares the scores (any scale, higher = more surely known) of both groups, each at least one.</summary>
    public static UnknownScores Of(IReadOnlyCollection<double> known, IReadOnlyCollection<double> unknown)
    {
        ArgumentOutOfRangeException.ThrowIfZero(known.Count, nameof(known));
        ArgumentOutOfRangeException.ThrowIfZero(unknown.Count, nameof(unknown));
        double[] above = [.. known.Order()], below = [.. unknown.Order()];
        // Mann-Whitney U: pairs won, ties half.
        var won = above.Sum(score => LowerBound(below, score) + 0.5 * (UpperBound(below, score) - LowerBound(below, score)));
        var threshold = above[(int)Math.Floor(0.05 * above.Length)];
        var accepted = below.Length - LowerBound(below, threshold);
        return new UnknownScores(above.Length, below.Length, won / above.Length / below.Length, (double)accepted / below.Length);
    }

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
