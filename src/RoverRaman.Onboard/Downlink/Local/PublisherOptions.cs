namespace RoverRaman.Onboard;

/// <summary>The Unix socket on which other programs of the robot read decisions.</summary>
public sealed record PublisherOptions
{
    /// <summary>Path of the socket.</summary>
    public required string Path { get; init; }

    /// <summary>Who may connect (default 660: owner and group).</summary>
    public UnixFileMode Mode { get; init; } = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>Connections at the same time (default 16); further ones are closed and counted.</summary>
    public int MaximumClients { get; init; } = 16;

    /// <summary>Messages that may wait for one slow reader before its oldest are dropped (default 64).</summary>
    public int QueueCapacity { get; init; } = 64;
}
