namespace RoverRaman.Training.Evaluate;

/// <summary>Whether confidence means what it says.</summary>
public static class Calibration
{
    /// <summary>Number of equally wide bins of confidence.</summary>
    public const int Bins = 15;

    /// <summary>
    /// Expected calibration error (Naeini et al. 2015, Guo et al. 2017): mean distance between confidence and accuracy over 15 bins,
    /// weighted by their spectra; 0 is perfect.
    /// </summary>
    public static double ExpectedError(IReadOnlyCollection<Prediction> predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        Span<double> confidence = stackalloc double[Bins], hits = stackalloc double[Bins];
        confidence.Clear();
        hits.Clear();
        foreach (var prediction in predictions)
        {
            var bin = Math.Clamp((int)Math.Ceiling(prediction.Confidence * Bins) - 1, 0, Bins - 1);
            confidence[bin] += prediction.Confidence;
            hits[bin] += prediction.IsTop1 ? 1 : 0;
        }
        var error = 0.0;
        for (var bin = 0; bin < Bins; bin++)
            error += Math.Abs(confidence[bin] - hits[bin]);
        return error / predictions.Count;
    }
}
