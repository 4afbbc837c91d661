namespace RoverRaman.Ground;

/// <summary>One received message, decoded.</summary>
public abstract record DownlinkEntry;
