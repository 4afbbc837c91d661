namespace RoverRaman.Training.Evaluate;

/// <summary>Figures of a set of predictions.</summary>
/// <param name="Count">Number n of predictions, at least 1.</param>
/// <param name="Top1">Share named rightly, 0..1.</param>
/// <param name="Top3">Share with the true class among the best three, 0..1.</param>
/// <param name="Top1Interval">95 % interval of <paramref name="Top1"/>.</param>
/// <param name="Top3Interval">95 % interval of <paramref name="Top3"/>.</param>
/// <param name="CalibrationError">Expected calibration error, 15 bins.</param>
/// <param name="ConfidenceGap">Mean of top-1 minus top-2 probability (paper, section 4.2).</param>
public sealed record Scores(int Count, double Top1, double Top3, Interval Top1Interval, Interval Top3Interval, double CalibrationError, double ConfidenceGap)
{
    /// <summary>Counts <paramref name="predictions"/>.</summary>
    /// <exception cref="ArgumentException">There is none: a share of nothing is no number.</exception>
    public static Scores Of(IReadOnlyCollection<Prediction> predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        if (predictions.Count == 0)
            throw new ArgumentException("Expected at least one prediction, found none.", nameof(predictions));
        var n = predictions.Count;
        var top1 = predictions.Count(prediction => prediction.IsTop1);
        var top3 = predictions.Count(prediction => prediction.IsTop3);
        return new Scores(n, (double)top1 / n, (double)top3 / n, Interval.Wilson(top1, n), Interval.Wilson(top3, n),
            Calibration.ExpectedError(predictions), predictions.Average(prediction => prediction.Margin));
    }
}
