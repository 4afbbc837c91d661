using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>What speaks.</summary>
/// <param name="Hello">The message.</param>
public sealed record HelloEntry(Hello Hello) : DownlinkEntry;
