using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>One head that is onboard.</summary>
/// <param name="Status">The message.</param>
public sealed record HeadStatusEntry(HeadStatus Status) : DownlinkEntry;
