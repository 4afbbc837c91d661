using System.Net;
using System.Net.Sockets;
using RoverRaman.Wire;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>A UDP line between robot and ground that loses space packets both ways, by a fixed seed.</summary>
sealed class LossyLine : IDisposable
{
    readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    readonly Thread _thread;
    readonly Random _random;
    readonly double _loss;
    readonly IPEndPoint _ground;
    EndPoint? _robot;
    long _chunksUp = long.MaxValue;
    long _up;
    long _lost;
    volatile bool _stop;

    public LossyLine(int groundPort, double loss, int seed)
    {
        (_ground, _loss, _random) = (new IPEndPoint(IPAddress.Loopback, groundPort), loss, new Random(seed));
        _socket.ReceiveBufferSize = 4 << 20;
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _thread = new Thread(Carry) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Where the robot sends.</summary>
    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>Datagrams that came from the ground.</summary>
    public long Up => Interlocked.Read(ref _up);

    /// <summary>Datagrams that were lost.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Chunks of uploads that still come through; all others are lost.</summary>
    public long ChunksUp { set => Interlocked.Exchange(ref _chunksUp, value); }

    public void Dispose()
    {
        _stop = true;
        _thread.Join();
        _socket.Dispose();
    }

    void Carry()
    {
        var bytes = new byte[65_536];
        while (!_stop)
        {
            if (!_socket.Poll(10_000, SelectMode.SelectRead))
                continue;
            try
            {
                EndPoint from = new IPEndPoint(IPAddress.Any, 0);
                var count = _socket.ReceiveFrom(bytes, ref from);
                Pass(bytes.AsSpan(0, count), from.Equals(_ground), from);
            }
            catch (SocketException)
            {
                // whoever listened there is gone for now: lost, too
            }
        }
    }

    void Pass(Span<byte> datagram, bool isUp, EndPoint from)
    {
        if (isUp)
            Interlocked.Increment(ref _up);
        else
            _robot = from;
        var isDead = isUp && IsChunk(datagram) && Interlocked.Decrement(ref _chunksUp) < 0;
        if (isDead || _random.NextDouble() < _loss || (isUp && _robot is null))
            Interlocked.Increment(ref _lost);
        else
            _ = _socket.SendTo(datagram, isUp ? _robot! : _ground);
    }

    static bool IsChunk(ReadOnlySpan<byte> datagram)
    {
        var isChunk = false;
        new LinkUnframer(LinkEnvelope.SpacePacket).ReadDatagram(datagram, unit => isChunk = WireMessage.KindOf(unit.Span) == MessageKind.UploadChunk);
        return isChunk;
    }
}
