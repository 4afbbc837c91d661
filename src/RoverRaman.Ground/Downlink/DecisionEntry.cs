using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>A decision.</summary>
/// <param name="Decision">The record.</param>
/// <param name="Arrival">Never <see cref="Arrival.Duplicate"/>: these are counted and dropped.</param>
/// <param name="Gap">Decisions missing right before it.</param>
public sealed record DecisionEntry(DecisionRecord Decision, Arrival Arrival, long Gap) : DownlinkEntry;
