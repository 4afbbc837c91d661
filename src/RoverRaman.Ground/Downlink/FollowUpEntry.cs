using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>A wish to the autonomy stack.</summary>
public sealed record FollowUpEntry(FollowUpRequest Request) : DownlinkEntry;
