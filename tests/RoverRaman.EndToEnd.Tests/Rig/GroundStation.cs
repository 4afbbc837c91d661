using System.Net;
using System.Net.Sockets;
using RoverRaman.Ground;
using RoverRaman.Wire;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>A ground station that remembers what it should never see: a product that both sides were done with, or a number with two contents.</summary>
sealed class GroundStation : IDisposable
{
    readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    readonly LinkReceiver _receiver;
    readonly LinkUnframer _unframer = new(LinkEnvelope.SpacePacket);
    readonly LinkFramer _framer = new(LinkEnvelope.SpacePacket, isCommand: true);
    readonly Dictionary<ProductKey, uint> _contents = [];
    readonly byte[] _bytes = new byte[LinkFramer.MaxFrame];
    EndPoint _robot = new IPEndPoint(IPAddress.Loopback, 0);
    uint _command;

    public GroundStation(string archive)
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket.ReceiveBufferSize = 4 << 20;
        Archive = new ProductArchive(archive);
        _receiver = new LinkReceiver(Archive, LinkEnvelope.SpacePacket) { OnProduct = product => Arrived.Add(product.Key) };
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public ProductArchive Archive { get; }

    /// <summary>What is in the archive, in order.</summary>
    public List<ProductKey> Arrived { get; } = [];

    /// <summary>Products whose acknowledgement the robot has written down.</summary>
    public HashSet<ProductKey> Done { get; } = [];

    /// <summary>What should not be.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Takes what comes and tells the robot nothing.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Units received, repetitions too.</summary>
    public long Units => _receiver.Units;

    /// <summary>Takes what comes within a moment, archives it, then tells the robot.</summary>
    public void Turn()
    {
        if (_socket.Poll(2000, SelectMode.SelectRead))
            while (_socket.Available > 0)
                Receive();
        if (_receiver.Report() is { } report && !IsSilent)
            Send(output => LinkReportCodec.Write(output, report));
    }

    /// <summary>Takes the datagrams that a dead robot left behind; it is not told.</summary>
    public void Drain()
    {
        while (_socket.Available > 0)
            Receive();
        _receiver.Save();
    }

    /// <summary>Sends a command to the robot that was heard last; gives its number, which the reply carries.</summary>
    public uint Command(LinkOperation operation, long first = 0, long second = 0, ReadOnlyMemory<byte> data = default)
    {
        var command = new LinkCommand(++_command, operation, first, second, data);
        Send(output => LinkCommandCodec.Write(output, command));
        return command.CommandId;
    }

    public void Dispose()
    {
        _socket.Dispose();
        Archive.Dispose();
    }

    void Receive()
    {
        int count;
        try
        {
            count = _socket.ReceiveFrom(_bytes, ref _robot);
        }
        catch (SocketException)
        {
            return; // the robot that was answered is dead
        }
        _unframer.ReadDatagram(_bytes.AsSpan(0, count), Check);
        _receiver.ReadDatagram(_bytes.AsSpan(0, count), DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
    }

    void Check(ReadOnlyMemory<byte> unit)
    {
        if (ProductUnit.KeyOf(unit) is not { } key)
        {
            Faults.Add($"a unit of {unit.Length} bytes that is no whole product");
            return;
        }
        var content = Crc32C.Compute(unit.Span);
        if (!_contents.TryAdd(key, content) && _contents[key] != content)
            Faults.Add($"{key} came with two contents");
        if (Done.Contains(key))
            Faults.Add($"{key} was sent again after its acknowledgement was written down");
    }

    void Send(Action<System.Buffers.IBufferWriter<byte>> write)
    {
        var message = new System.Buffers.ArrayBufferWriter<byte>();
        write(message);
        var frame = new byte[LinkFramer.MaxFrame];
        var length = _framer.Write(message.WrittenSpan, ProductKind.Message, SpacePacketSegment.Unsegmented, 0, frame);
        if (((IPEndPoint)_robot).Port != 0)
            _ = _socket.SendTo(frame.AsSpan(0, length), _robot);
    }
}
