namespace RoverRaman.Training.Explain;

/// <summary>A mineral of a mixture.</summary>
/// <param name="Mineral">Its name.</param>
/// <param name="Weight">Share of the Raman light, 0..1; the shares of a mixture add up to 1. Not a share of mass or volume.</param>
/// <param name="Reference">The reference spectrum that fits.</param>
public sealed record MixtureComponent(string Mineral, double Weight, string Reference);
