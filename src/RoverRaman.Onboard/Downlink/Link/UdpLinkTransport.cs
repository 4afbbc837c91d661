using System.Net;
using System.Net.Sockets;

namespace RoverRaman.Onboard;

/// <summary>One frame a datagram.</summary>
public sealed class UdpLinkTransport : ILinkTransport
{
    readonly Socket _socket;
    readonly SocketAddress _ground;

    /// <summary>Sends to <paramref name="ground"/>, receives on <paramref name="listen"/>.</summary>
    /// <exception cref="IOException">The local address is taken.</exception>
    public UdpLinkTransport(IPEndPoint ground, IPEndPoint listen)
    {
        Name = $"udp://{ground}";
        _ground = ground.Serialize();
        _socket = new Socket(ground.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        try
        {
            _socket.Bind(listen.AddressFamily == ground.AddressFamily ? listen : new IPEndPoint(ground.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, listen.Port));
        }
        catch (SocketException e)
        {
            _socket.Dispose();
            throw new IOException($"Expected to listen on udp://{listen}, found: {e.Message}; choose a free port.", e);
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool IsDatagram => true;

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> frame)
    {
        try
        {
            _ = _socket.SendTo(frame, SocketFlags.None, _ground);
        }
        catch (SocketException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public int Receive(Span<byte> buffer)
    {
        try
        {
            return _socket.Available > 0 ? _socket.Receive(buffer) : 0;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.ConnectionRefused or SocketError.ConnectionReset)
        {
            return 0; // nobody listens there now
        }
        catch (SocketException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
