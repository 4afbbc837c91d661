using System.Net;
using System.Net.Sockets;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>One COBS frame a datagram. Sent is not received: UDP does not tell.</summary>
public sealed class UdpLinkWriter : IMessageWriter
{
    readonly Socket _socket;
    readonly SocketAddress _address;
    byte[] _frame = new byte[512];

    /// <summary>Sends to <paramref name="address"/>.</summary>
    public UdpLinkWriter(IPEndPoint address)
    {
        Name = $"udp://{address}";
        _socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _address = address.Serialize();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public void Write(MessageSlot message)
    {
        var room = CobsFrame.MaxSize(message.Payload.Length);
        if (_frame.Length < room)
            _frame = new byte[room];
        try
        {
            _ = _socket.SendTo(_frame.AsSpan(0, CobsFrame.Write(message.Payload, _frame)), SocketFlags.None, _address);
        }
        catch (SocketException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public void Idle() { }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
