using System.Buffers.Binary;

namespace RoverRaman.Wire;

/// <summary>Primary header of a CCSDS space packet (CCSDS 133.0-B-2, section 4.1.3), 6 bytes, big-endian.</summary>
/// <param name="IsCommand">Packet type: telecommand, or telemetry.</param>
/// <param name="HasSecondaryHeader">A secondary header begins the data field.</param>
/// <param name="Apid">Application process identifier, 0..2047; 2047 is the idle packet.</param>
/// <param name="Segment">Sequence flags.</param>
/// <param name="SequenceCount">0..16383, one counter per APID, wraps.</param>
/// <param name="DataLength">Bytes of the data field, 1..65536 (on the wire: minus 1).</param>
public readonly record struct SpacePacketHeader(
    bool IsCommand, bool HasSecondaryHeader, ushort Apid, SpacePacketSegment Segment, ushort SequenceCount, int DataLength)
{
    /// <summary>Bytes of the header.</summary>
    public const int Size = 6;

    /// <summary>Largest APID; as a packet's APID it marks an idle packet.</summary>
    public const ushort MaxApid = 0x7FF;

    /// <summary>Largest sequence count; the next one is 0.</summary>
    public const ushort MaxSequenceCount = 0x3FFF;

    /// <summary>Largest data field, bytes.</summary>
    public const int MaxDataLength = 65_536;

    /// <summary>The sequence count after <paramref name="count"/>.</summary>
    public static ushort Next(ushort count) => (ushort)(count + 1 & MaxSequenceCount);

    /// <summary>Writes the header.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A field does not fit.</exception>
    public void Write(Span<byte> output)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Apid, MaxApid);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SequenceCount, MaxSequenceCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((byte)Segment, (byte)SpacePacketSegment.Unsegmented);
        ArgumentOutOfRangeException.ThrowIfLessThan(DataLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(DataLength, MaxDataLength);
        // version (3) = 000 | type (1) | secondary header (1) | APID (11) || flags (2) | count (14) || data length - 1 (16)
        BinaryPrimitives.WriteUInt16BigEndian(output, (ushort)((IsCommand ? 0x1000 : 0) | (HasSecondaryHeader ? 0x0800 : 0) | Apid));
        BinaryPrimitives.WriteUInt16BigEndian(output[2..], (ushort)((int)Segment << 14 | SequenceCount));
        BinaryPrimitives.WriteUInt16BigEndian(output[4..], (ushort)(DataLength - 1));
    }

    /// <summary>Reads a header. Whether <see cref="DataLength"/> bytes follow is for the caller to check.</summary>
    /// <exception cref="WireFormatException">Fewer than 6 bytes, or another packet version.</exception>
    public static SpacePacketHeader Read(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < Size)
            throw new WireFormatException($"space packet: expected {Size} bytes of primary header, found {packet.Length}.");
        int version = packet[0] >> 5;
        if (version != 0)
            throw new WireFormatException($"space packet: expected packet version 0 in byte 0, found {version}.");
        int first = BinaryPrimitives.ReadUInt16BigEndian(packet);
        int second = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        return new(
            (first & 0x1000) != 0, (first & 0x0800) != 0, (ushort)(first & MaxApid),
            (SpacePacketSegment)(second >> 14), (ushort)(second & MaxSequenceCount), BinaryPrimitives.ReadUInt16BigEndian(packet[4..]) + 1);
    }
}
