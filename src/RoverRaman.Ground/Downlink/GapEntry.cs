namespace RoverRaman.Ground;

/// <summary>Messages that we were too slow for.</summary>
public sealed record GapEntry(uint Dropped) : DownlinkEntry;
