using RoverRaman.Training.Evaluate;
using RoverRaman.Training.Explain;

namespace RoverRaman.Cli;

/// <summary>What <c>evaluate</c> found.</summary>
/// <param name="Scores">Figures of the spectra whose class the model holds.</param>
/// <param name="Skipped">Spectra whose class it does not hold, or that carry none.</param>
/// <param name="PresumedSeen">Measured spectra of the training data that were not held out.</param>
/// <param name="Shift">Shift, cm-1.</param>
/// <param name="HeldOutOnly">True where only held-out spectra were measured.</param>
/// <param name="Floor">1-NN on the same spectra, where the rest of the data can serve as references; else null.</param>
/// <param name="Unknown">Known against unknown minerals, where unknown ones were given; else null.</param>
/// <param name="Confusions">Most frequent first.</param>
/// <param name="Predictions">The measured spectra.</param>
/// <param name="NotHeld">Classes of the data that the model does not hold, with their numbers of spectra.</param>
/// <param name="ClosePairs">Minerals with a close relative in the model.</param>
/// <param name="UnknownFlagged">Share of unknown spectra that the model called unknown; null where none were given or the head does not tell.</param>
/// <param name="Mixtures">Sums of two of the measured spectra, taken apart; empty where that was not asked for.</param>
/// <param name="Groups">Figures of the spectra with a clear peak, and of those that the robot would not name.</param>
/// <param name="Warnings">What the reader of the figures must know.</param>
sealed record EvaluationResult(
    Scores Scores, int Skipped, int PresumedSeen, int Shift, bool HeldOutOnly, Scores? Floor, UnknownScores? Unknown,
    IReadOnlyList<Confusion> Confusions, IReadOnlyList<Prediction> Predictions, IReadOnlyList<KeyValuePair<string, int>> NotHeld,
    IReadOnlyList<(string Mineral, int Of, int Right, int TakenForClose)> ClosePairs, double? UnknownFlagged,
    IReadOnlyList<MixtureScores> Mixtures, IReadOnlyList<ScoreGroup> Groups, IReadOnlyList<string> Warnings)
{
    /// <summary>True where the head carries thresholds of conformal sets.</summary>
    public bool HasSets => Predictions.Any(prediction => prediction.SetSize > 0);

    /// <summary>The calibration error that right probabilities would show on these spectra.</summary>
    public Estimate ChanceError { get; } = Calibration.ChanceError(Predictions);
}
