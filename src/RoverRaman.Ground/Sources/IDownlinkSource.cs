namespace RoverRaman.Ground;

/// <summary>Where messages come from.</summary>
public interface IDownlinkSource : IDisposable
{
    /// <summary>What it is, for people.</summary>
    string Name { get; }

    /// <summary>
    /// The messages, each valid until the next is asked for. Ends where the source ends (end of file, connection closed, line hung up).
    /// </summary>
    /// <exception cref="DownlinkException">The source cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellation);
}
