using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>State of the daemon.</summary>
/// <param name="Health">The record.</param>
public sealed record HealthEntry(HealthRecord Health) : DownlinkEntry;
