using System.Net.Sockets;
using System.Runtime.CompilerServices;
using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>The daemon's Unix stream socket: <see cref="StreamFrame"/>s.</summary>
public sealed class SocketSource : IDownlinkSource
{
    readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    readonly DownlinkCounters _counters;

    /// <summary>Connects.</summary>
    /// <exception cref="DownlinkException">Nobody listens there.</exception>
    public SocketSource(string path, DownlinkCounters counters)
    {
        Name = path;
        _counters = counters;
        try
        {
            _socket.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException e)
        {
            _socket.Dispose();
            throw new DownlinkException($"Expected a daemon that listens on '{path}', found: {e.Message}; is it running, and may you read its socket?", e);
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        byte[] buffer = new byte[16_384];
        var frames = new StreamFrameReader();
        int received;
        while ((received = await ReceiveAsync(buffer, cancellation)) > 0)
            for (var rest = buffer.AsMemory(0, received); TryRead(frames, ref rest, out var message);)
                yield return message;
        _counters.TornBytes += frames.PendingBytes;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await _socket.ReceiveAsync(buffer, cancellation);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
        {
            return 0; // the daemon has gone
        }
    }

    bool TryRead(StreamFrameReader frames, ref Memory<byte> rest, out ReadOnlyMemory<byte> message)
    {
        ReadOnlySpan<byte> input = rest.Span;
        try
        {
            bool found = frames.TryRead(ref input, out message);
            rest = rest[^input.Length..];
            return found;
        }
        catch (WireFormatException e)
        {
            throw new DownlinkException($"'{Name}': {e.Message}", e);
        }
    }
}
