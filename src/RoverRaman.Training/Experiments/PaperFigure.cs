namespace RoverRaman.Training.Experiments;

/// <summary>What the paper states, percent; null where it states nothing.</summary>
/// <param name="Top1">Top-1 accuracy.</param>
/// <param name="Top3">Top-3 accuracy.</param>
public readonly record struct PaperFigure(double? Top1 = null, double? Top3 = null);
