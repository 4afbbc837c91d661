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
        return Error([.. predictions.Select(prediction => (prediction.Confidence, prediction.IsTop1))]);
    }

    /// <summary>
    /// What <see cref="ExpectedError"/> is by chance alone where every probability holds: mean, and 95 % of the draws. Few spectra scatter about their
    /// probability, and each bin counts its scatter as an error.
    /// </summary>
    public static Estimate ChanceError(IReadOnlyCollection<Prediction> predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var (sum, draws) = (0.0, 0);
        var interval = Bootstrap.Percentiles(random =>
        {
            var error = Error([.. predictions.Select(prediction => (prediction.Confidence, random.NextDouble() < prediction.Confidence))]);
            (sum, draws) = (sum + error, draws + 1);
            return error;
        });
        return new Estimate(sum / draws, interval);
    }

    static double Error(IReadOnlyCollection<(double Confidence, bool Hit)> predictions)
    {
        Span<double> confidence = stackalloc double[Bins], hits = stackalloc double[Bins];
        confidence.Clear();
        hits.Clear();
        foreach (var (certainty, hit) in predictions)
        {
            var bin = Math.Clamp((int)Math.Ceiling(certainty * Bins) - 1, 0, Bins - 1);
            confidence[bin] += certainty;
            hits[bin] += hit ? 1 : 0;
        }
        var error = 0.0;
        for (var bin = 0; bin < Bins; bin++)
            error += Math.Abs(confidence[bin] - hits[bin]);
        return error / predictions.Count;
    }
}
