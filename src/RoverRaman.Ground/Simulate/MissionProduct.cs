using RoverRaman.Triage;

namespace RoverRaman.Ground;

/// <summary>A product of a simulated mission.</summary>
/// <param name="Spectrum">Which spectrum of the mission, from 0.</param>
/// <param name="Candidate">What it is worth and how large it is.</param>
/// <param name="TellsTruth">It names the mineral rightly, or shows the spectrum itself.</param>
public sealed record MissionProduct(int Spectrum, Candidate Candidate, bool TellsTruth);
