namespace RoverRaman.Training.Experiments;

/// <summary>One curve of a figure.</summary>
/// <param name="Name">Stands in the legend.</param>
/// <param name="Values">A value a place.</param>
public sealed record FigureCurve(string Name, double[] Values);
