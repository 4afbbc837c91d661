using RoverRaman.Heads;

namespace RoverRaman.Ground.Heads;

/// <summary>What rows are fitted to: features with labels, and what the rows that stay fixed say of them.</summary>
/// <param name="Layout">How features and rows lie.</param>
/// <param name="Features">Features of each spectrum, in the space that is fitted in.</param>
/// <param name="Labels">Index of the new row; -1 for a spectrum of a class whose row stays fixed.</param>
/// <param name="Fixed">Log of the sum of exp(evidence) over the fixed rows, of each spectrum; minus infinity where there are none.</param>
/// <param name="Weights">How much each spectrum counts.</param>
sealed record RowSamples(FeatureLayout Layout, IReadOnlyList<double[]> Features, int[] Labels, double[] Fixed, double[] Weights);
