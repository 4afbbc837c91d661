using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace RoverRaman.Ground;

/// <summary>Datagrams of COBS frames. A frame does not cross from one datagram into the next, because any of them may be lost.</summary>
public sealed class UdpSource : IDownlinkSource
{
    readonly Socket _socket;
    readonly LinkFrames _frames;

    /// <summary>Listens on one local address; port 0 takes a free one.</summary>
    /// <exception cref="DownlinkException">The address is taken, or not of this machine.</exception>
    public UdpSource(IPEndPoint local, DownlinkCounters counters)
    {
        _frames = new LinkFrames(counters);
        _socket = new Socket(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            _socket.Bind(local);
            Local = (IPEndPoint)_socket.LocalEndPoint!;
        }
        catch (SocketException e)
        {
            _socket.Dispose();
            throw new DownlinkException($"Expected to listen on udp://{local}, found: {e.Message}; choose an address of this machine and a free port.", e);
        }
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Local { get; }

    /// <inheritdoc/>
    public string Name => $"udp://{Local}";

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        byte[] buffer = new byte[65_536];
        while (true)
        {
            int received = await _socket.ReceiveAsync(buffer, cancellation);
            for (var rest = buffer.AsMemory(0, received); _frames.TryRead(ref rest, out var message);)
                yield return message;
            _frames.Cut();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
