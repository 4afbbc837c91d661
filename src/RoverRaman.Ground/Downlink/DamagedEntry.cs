namespace RoverRaman.Ground;

/// <summary>A message that could not be read.</summary>
/// <param name="Reason">What was expected, what was found, at which byte.</param>
public sealed record DamagedEntry(string Reason) : DownlinkEntry;
