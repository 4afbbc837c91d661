namespace RoverRaman.Onboard;

/// <summary>The append-only file that keeps what was decided.</summary>
public sealed record JournalOptions
{
    /// <summary>Path of the file; older ones stand beside it as PATH.1, PATH.2, ...</summary>
    public required string Path { get; init; }

    /// <summary>A file never grows beyond this (default 4 MiB; the newest file is read at start).</summary>
    public long MaximumBytes { get; init; } = 4L << 20;

    /// <summary>Older files kept (default 15); the oldest is deleted, and counted, when there are more.</summary>
    public int OldFiles { get; init; } = 15;

    /// <summary>When records are forced to the disk (default: all of a second together).</summary>
    public FsyncPolicy Fsync { get; init; } = FsyncPolicy.Second;

    /// <summary>Records that may wait for the disk before the oldest are dropped (default 256).</summary>
    public int QueueCapacity { get; init; } = 256;
}
