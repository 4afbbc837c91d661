namespace RoverRaman.Onboard;

/// <summary>The products that wait for the link, and how much disk and memory they may take.</summary>
public sealed record ProductStoreOptions
{
    /// <summary>Path of the log.</summary>
    public required string Path { get; init; }

    /// <summary>Bytes of all products that wait or are not acknowledged (default 4 MiB); the log takes at most three times as much.</summary>
    public int MaximumBytes { get; init; } = 4 << 20;

    /// <summary>Most products (default 2,048).</summary>
    public int Capacity { get; init; } = 2048;

    /// <summary>Products that have waited so long are given up and counted as expired, ms; 0: never (default). A restart begins their time anew.</summary>
    public long MaximumAge { get; init; }

    /// <summary>Products of this bin and lower ones are forced to the disk at once, others before they are sent or within a second (default 0).</summary>
    public byte SyncAtOnce { get; init; }
}
