using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>One step in the life of a head.</summary>
/// <param name="Happened">The message.</param>
public sealed record HeadEventEntry(HeadEvent Happened) : DownlinkEntry;
