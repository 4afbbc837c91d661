using RoverRaman.Training.Evaluate;

namespace RoverRaman.Training.Train.Rover;

/// <summary>What was measured on spectra that the measured network had not seen.</summary>
/// <param name="Scores">Figures with the temperature of other parts.</param>
/// <param name="Floor">The same spectra by 1-NN.</param>
/// <param name="ChanceError">The calibration error that right probabilities would show (<see cref="Evaluate.Calibration.ChanceError"/>).</param>
/// <param name="Shifted">Share named rightly when moved by so many cm-1.</param>
/// <param name="Coverage">Share of conformal sets that hold the true class.</param>
/// <param name="SetSize">Mean size of a set.</param>
/// <param name="Certain">Share named rightly among the most certain 70 %.</param>
/// <param name="Unknown">Known against unknown minerals; null where there were no unknown ones.</param>
/// <param name="Calibration">What ships in the head: fitted on all measured spectra.</param>
/// <param name="Confusions">Most frequent first.</param>
/// <param name="ClosePairs">Minerals with a close relative among the classes (<see cref="Evaluate.ClosePairs"/>).</param>
/// <param name="Groups">Figures by signal and by the number of references of the mineral.</param>
/// <param name="How">The split, in words.</param>
public sealed record RoverMeasurement(
    Scores Scores, Scores Floor, Estimate ChanceError, IReadOnlyDictionary<int, Estimate> Shifted, Estimate Coverage, Estimate SetSize, Estimate Certain,
    UnknownScores? Unknown, HeadCalibration Calibration, IReadOnlyList<Confusion> Confusions,
    IReadOnlyList<(string Mineral, int Of, int Right, int TakenForClose)> ClosePairs, IReadOnlyList<ScoreGroup> Groups, string How);
