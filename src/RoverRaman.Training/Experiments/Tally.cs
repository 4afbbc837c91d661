using RoverRaman.Training.Evaluate;

namespace RoverRaman.Training.Experiments;

/// <summary>How many of how many spectra were named rightly. Adds up over folds and seeds.</summary>
/// <param name="Count">Spectra n.</param>
/// <param name="Top1">Of these, with the true class first.</param>
/// <param name="Top3">Of these, with the true class among the first three.</param>
public readonly record struct Tally(int Count, int Top1, int Top3)
{
    /// <summary>Counts predictions.</summary>
    public static Tally Of(IReadOnlyCollection<Prediction> predictions) => new(
        predictions.Count, predictions.Count(prediction => prediction.IsTop1), predictions.Count(prediction => prediction.IsTop3));

    /// <summary>Counts ranked class indices against the true ones.</summary>
    public static Tally Of(IEnumerable<int[]> ranked, IEnumerable<int> labels) => ranked.Zip(labels, (rank, label) =>
        new Tally(1, rank.Length > 0 && rank[0] == label ? 1 : 0, rank.Take(3).Contains(label) ? 1 : 0)).Aggregate(default(Tally), (sum, one) => sum + one);

    /// <summary>Both together.</summary>
    public static Tally operator +(Tally left, Tally right) => new(left.Count + right.Count, left.Top1 + right.Top1, left.Top3 + right.Top3);
}
