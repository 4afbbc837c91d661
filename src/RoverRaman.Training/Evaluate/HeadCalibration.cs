namespace RoverRaman.Training.Evaluate;

/// <summary>
/// What turns a head's evidence into statements that hold: fitted on spectra that the network was not trained on.
/// </summary>
/// <param name="Temperature">Divides the evidence (Guo et al. 2017).</param>
/// <param name="ConformalThreshold">Classes at least this probable form the conformal set.</param>
/// <param name="UnknownThreshold">A spectrum that scores above it is taken for no class of the head.</param>
public sealed record HeadCalibration(double Temperature, double ConformalThreshold, double UnknownThreshold)
{
    /// <summary>Share of spectra whose set is to hold the true class.</summary>
    public const double Coverage = 0.95;

    /// <summary>Share of spectra of held classes that are to be accepted as such.</summary>
    public const double Accepted = 0.95;

    const double LowestTemperature = 0.05, HighestTemperature = 20;
    const int Halvings = 40;

    /// <summary>Fits all three.</summary>
    /// <param name="evidence">Spectra of classes that the head holds; at least one.</param>
    public static HeadCalibration Fit(IReadOnlyCollection<Evidence> evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentOutOfRangeException.ThrowIfZero(evidence.Count, nameof(evidence));
        var temperature = BestTemperature(evidence);
        double[] certainty = [.. evidence.Select(one => one.Probabilities(temperature)[one.TrueRow]).Order()];
        double[] unknown = [.. evidence.Select(one => one.UnknownScore(temperature)).Order()];
        // Split conformal prediction with finite-sample correction (Vovk et al. 2005): the k-th least certain true class, k = (n+1)(1-coverage).
        var rank = (int)Math.Floor((1 - Coverage) * (certainty.Length + 1));
        return new HeadCalibration(
            temperature,
            rank == 0 ? 0 : certainty[rank - 1],
            unknown[Math.Min(unknown.Length - 1, (int)Math.Ceiling(Accepted * unknown.Length) - 1)]);
    }

    /// <summary>
    /// Predictions of which none was calibrated by itself: those of each part use the temperature of the others. Also whether the set held
    /// the true class, and its size.
    /// </summary>
    public static IReadOnlyList<(Prediction Prediction, bool Covered, int SetSize)> CrossFitted(IReadOnlyCollection<Evidence> evidence, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return
        [
            .. evidence.GroupBy(one => one.Part).SelectMany(part =>
            {
                Evidence[] others = [.. evidence.Where(one => one.Part != part.Key)];
                var fitted = Fit(others.Length > 0 ? others : evidence);
                return part.Select(one => (
                    one.Predict(classes, fitted.Temperature),
                    one.Probabilities(fitted.Temperature)[one.TrueRow] >= fitted.ConformalThreshold,
                    one.Probabilities(fitted.Temperature).Count(share => share >= fitted.ConformalThreshold)));
            }),
        ];
    }

    // The mean log loss has one minimum in the logarithm of the temperature: golden section.
    static double BestTemperature(IReadOnlyCollection<Evidence> evidence)
    {
        var (low, high) = (Math.Log(LowestTemperature), Math.Log(HighestTemperature));
        var ratio = (Math.Sqrt(5) - 1) / 2;
        for (var i = 0; i < Halvings; i++)
        {
            double left = high - ratio * (high - low), right = low + ratio * (high - low);
            (low, high) = Loss(evidence, Math.Exp(left)) < Loss(evidence, Math.Exp(right)) ? (low, right) : (left, high);
        }
        return Math.Exp((low + high) / 2);
    }

    static double Loss(IReadOnlyCollection<Evidence> evidence, double temperature) =>
        evidence.Sum(one => -Math.Log(Math.Max(1e-300, one.Probabilities(temperature)[one.TrueRow])));
}
