using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>What an upload still lacks.</summary>
/// <param name="Status">The message.</param>
public sealed record UploadStatusEntry(UploadStatus Status) : DownlinkEntry;
