using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>A spectrum of a simulated mission and what triage made of it.</summary>
/// <param name="Mineral">What it really is.</param>
/// <param name="IsKnown">The head knows this mineral.</param>
/// <param name="IsTarget">It is a wanted mineral.</param>
/// <param name="Descriptor">Its place among others.</param>
/// <param name="Verdict">Triage's verdict.</param>
/// <param name="Products">What could go down about it.</param>
public sealed record MissionSpectrum(string Mineral, bool IsKnown, bool IsTarget, float[] Descriptor, VerdictRecord Verdict, IReadOnlyList<MissionProduct> Products);
