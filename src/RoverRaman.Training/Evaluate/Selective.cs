namespace RoverRaman.Training.Evaluate;

/// <summary>How good the answers are that a model is most certain of.</summary>
public static class Selective
{
    /// <summary>Share of spectra that the figure of the most certain speaks of.</summary>
    public const double Share = 0.7;

    /// <summary>Accuracy of the most certain <see cref="Share"/>, by the margin to the second class.</summary>
    public static Estimate Accuracy(IReadOnlyCollection<Prediction> predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var count = Math.Max(1, (int)Math.Round(Share * predictions.Count));
        return Estimate.Share(predictions.OrderByDescending(prediction => prediction.Margin).Take(count).Count(prediction => prediction.IsTop1), count);
    }
}
