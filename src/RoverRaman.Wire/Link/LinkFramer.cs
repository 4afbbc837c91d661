namespace RoverRaman.Wire;

/// <summary>Puts units into a link's envelope. Keeps the packet counters; one for each direction of a link.</summary>
/// <param name="envelope">The envelope.</param>
/// <param name="apid">Application process of the first product kind; kind k has apid + k.</param>
/// <param name="isCommand">Towards the robot.</param>
public sealed class LinkFramer(LinkEnvelope envelope, ushort apid = LinkFramer.DefaultApid, bool isCommand = false)
{
    /// <summary>Application process of the first product kind where none is configured.</summary>
    public const ushort DefaultApid = 0x100;

    /// <summary>Largest frame, bytes.</summary>
    public const int MaxFrame = 65_542;

    readonly ushort[] _counts = new ushort[byte.MaxValue + 1];
    readonly ushort[] _reports = new ushort[byte.MaxValue + 1];

    /// <summary>Bytes that one frame of at most <paramref name="mtu"/> bytes leaves for a unit.</summary>
    public static int MaxUnit(LinkEnvelope envelope, int mtu, bool isCommand = false) => envelope switch
    {
        LinkEnvelope.None => mtu,
        LinkEnvelope.Cobs => Math.Min(CobsFrame.MaxPayload, CobsUnit(mtu)),
        LinkEnvelope.SpacePacket => Math.Min(mtu, SpacePacketHeader.MaxDataLength) - SpacePacketHeader.Size - Crc16.Size,
        LinkEnvelope.Pus => Math.Min(mtu, SpacePacketHeader.MaxDataLength) - SpacePacketHeader.Size - (isCommand ? PusHeader.CommandSize : PusHeader.TelemetrySize) - Crc16.Size,
        _ => throw new ArgumentOutOfRangeException(nameof(envelope)),
    };

    /// <summary>Writes one frame and returns its length. Allocates nothing.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="kind">Product kind that chooses the APID.</param>
    /// <param name="segment">Place of the unit in a longer product.</param>
    /// <param name="unixMilliseconds">Time for a PUS header.</param>
    /// <param name="frame">Takes the frame.</param>
    public int Write(ReadOnlySpan<byte> unit, ProductKind kind, SpacePacketSegment segment, long unixMilliseconds, Span<byte> frame)
    {
        switch (envelope)
        {
            case LinkEnvelope.None:
                unit.CopyTo(frame);
                return unit.Length;
            case LinkEnvelope.Cobs:
                return CobsFrame.Write(unit, frame);
            default:
                return WritePacket(unit, kind, segment, unixMilliseconds, frame);
        }
    }

    int WritePacket(ReadOnlySpan<byte> unit, ProductKind kind, SpacePacketSegment segment, long unixMilliseconds, Span<byte> frame)
    {
        bool hasPus = envelope == LinkEnvelope.Pus;
        int secondary = !hasPus ? 0 : isCommand ? PusHeader.CommandSize : PusHeader.TelemetrySize;
        ref ushort count = ref _counts[(byte)kind];
        new SpacePacketHeader(isCommand, hasPus, (ushort)(apid + (byte)kind), segment, count, secondary + unit.Length + Crc16.Size).Write(frame);
        count = SpacePacketHeader.Next(count);
        var data = frame[SpacePacketHeader.Size..];
        if (hasPus && isCommand)
            PusHeader.Of(unit).WriteCommand(data);
        else if (hasPus)
            PusHeader.Of(unit).WriteTelemetry(data, _reports[(byte)kind]++, unixMilliseconds);
        unit.CopyTo(data[secondary..]);
        int length = SpacePacketHeader.Size + secondary + unit.Length;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(frame[length..], Crc16.Compute(frame[..length]));
        return length + Crc16.Size;
    }

    static int CobsUnit(int mtu)
    {
        int unit = mtu - Crc32C.Size - 2;
        while (unit > 0 && CobsFrame.MaxSize(unit) > mtu)
            unit--;
        return unit;
    }
}
