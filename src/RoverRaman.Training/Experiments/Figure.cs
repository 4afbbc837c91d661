namespace RoverRaman.Training.Experiments;

/// <summary>A figure: curves over one axis.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="XLabel">Name and unit of the axis.</param>
/// <param name="YLabel">Name and unit of the curves.</param>
/// <param name="X">Places on the axis, ascending.</param>
/// <param name="Curves">Curves with a value a place; NaN leaves a gap.</param>
/// <param name="Bars">Drawn as bars.</param>
public sealed record Figure(string Title, string XLabel, string YLabel, double[] X, IReadOnlyList<FigureCurve> Curves, bool Bars = false);
