namespace RoverRaman.Spectra;

/// <summary>Two parts of a data set, as indices in ascending order; each spectrum stands in one of them.</summary>
/// <param name="Rest">What is left, for training.</param>
/// <param name="Part">What was set apart, for validation or test.</param>
public sealed record SpectrumSplit(int[] Rest, int[] Part);
