using System.Buffers.Binary;

namespace RoverRaman.Wire;

/// <summary>
/// The append-only journal file: a header of 16 bytes, then records, each one message. All numbers little-endian.
/// Header: magic (8), u16 version, u16 0, CRC-32C of these 12. Record: u32 length, payload, CRC-32C of length and payload.
/// </summary>
public static class JournalFormat
{
    /// <summary>Bytes of the file header.</summary>
    public const int HeaderSize = 16;

    /// <summary>Bytes of a record beyond its payload.</summary>
    public const int RecordOverhead = sizeof(uint) + Crc32C.Size;

    /// <summary>Largest payload of a record, bytes: whatever is stored can also be sent.</summary>
    public const int MaxPayload = CobsFrame.MaxPayload;

    /// <summary>Version of the layout.</summary>
    public const ushort Version = 1;

    const int CheckedHeaderSize = HeaderSize - Crc32C.Size;

    /// <summary>First bytes of the file. Byte 0 above 0x7f and both line ends show a transfer in text mode (the idea of PNG's signature).</summary>
    public static ReadOnlySpan<byte> Magic => [0x8c, (byte)'R', (byte)'R', (byte)'J', (byte)'L', 0x0d, 0x0a, 0x1a];

    /// <summary>Writes the file header, <see cref="HeaderSize"/> bytes.</summary>
    public static void WriteHeader(Span<byte> output)
    {
        Magic.CopyTo(output);
        BinaryPrimitives.WriteUInt16LittleEndian(output[Magic.Length..], Version);
        BinaryPrimitives.WriteUInt16LittleEndian(output[(Magic.Length + 2)..], 0);
        BinaryPrimitives.WriteUInt32LittleEndian(output[CheckedHeaderSize..], Crc32C.Compute(output[..CheckedHeaderSize]));
    }

    /// <summary>Writes one record and returns its length: payload + <see cref="RecordOverhead"/>. Allocates nothing.</summary>
    /// <exception cref="ArgumentException">The payload is empty, not a message, or larger than <see cref="MaxPayload"/>.</exception>
    public static int WriteRecord(Span<byte> output, ReadOnlySpan<byte> payload)
    {
        if (payload.Length > MaxPayload || WireMessage.KindOf(payload) is null)
            throw new ArgumentException($"Expected one message of at most {MaxPayload} bytes, found {payload.Length} bytes that are none or too many.", nameof(payload));
        int end = sizeof(uint) + payload.Length;
        BinaryPrimitives.WriteInt32LittleEndian(output, payload.Length);
        payload.CopyTo(output[sizeof(uint)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(output[end..], Crc32C.Compute(output[..end]));
        return end + Crc32C.Size;
    }

    /// <summary>True where <paramref name="file"/> begins like a journal.</summary>
    public static bool IsJournal(ReadOnlySpan<byte> file) => file.StartsWith(Magic);

    /// <summary>True where the header is whole; gives the version it names.</summary>
    internal static bool TryReadHeader(ReadOnlySpan<byte> file, out ushort version)
    {
        version = 0;
        if (file.Length < HeaderSize || !IsJournal(file)
            || BinaryPrimitives.ReadUInt32LittleEndian(file[CheckedHeaderSize..]) != Crc32C.Compute(file[..CheckedHeaderSize]))
            return false;
        version = BinaryPrimitives.ReadUInt16LittleEndian(file[Magic.Length..]);
        return true;
    }

    /// <summary>True where a record begins that may be one: a possible length, its bytes there, a message's first bytes. Cheap; the checksum is not computed.</summary>
    internal static bool LooksLikeRecord(ReadOnlySpan<byte> bytes, out int payloadLength)
    {
        payloadLength = 0;
        if (bytes.Length < RecordOverhead)
            return false;
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (length is 0 or > MaxPayload || length > bytes.Length - RecordOverhead)
            return false;
        payloadLength = (int)length;
        return WireMessage.KindOf(bytes.Slice(sizeof(uint), payloadLength)) is not null;
    }

    /// <summary>True where the checksum of the record holds.</summary>
    internal static bool IsIntact(ReadOnlySpan<byte> bytes, int payloadLength)
    {
        int end = sizeof(uint) + payloadLength;
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[end..]) == Crc32C.Compute(bytes[..end]);
    }
}
