namespace RoverRaman.Wire;

/// <summary>From the daemon: what an upload still lacks.</summary>
/// <param name="UploadId">Of the upload.</param>
/// <param name="State">How far it is.</param>
/// <param name="Received">Chunks that are on the disk.</param>
/// <param name="Total">Chunks of the whole.</param>
/// <param name="Missing">First missing ranges, at most <see cref="MaxRanges"/>: a small frame holds no more; ask again when these were sent.</param>
public sealed record UploadStatus(ushort UploadId, UploadState State, uint Received, uint Total, IReadOnlyList<ChunkRange> Missing)
{
    /// <summary>Most ranges in one message.</summary>
    public const int MaxRanges = 4;
}
