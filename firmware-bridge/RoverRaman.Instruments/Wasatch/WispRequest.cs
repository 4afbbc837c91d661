using System.Buffers.Binary;

namespace RoverRaman.Instruments.Wasatch;

/// <summary>
/// A request of Wasatch's byte stream over TCP ("WISP"):
/// <code>
/// off size field
///   0    1  bRequest
///   1    2  wValue, most significant byte first; of second-tier requests (bRequest FF) the request itself
///   3    2  wIndex, most significant byte first
///   5    1  bLength: bytes of payload that follow
/// connection: device says "OK" LF, host says "BIN" LF, device says 00
/// reply of a setter: 00 = done; reply of a getter: its bytes, no header, no length, no checksum
/// </code>
/// Source: Wasatch.PY 68230cd.
/// </summary>
/// <param name="Opcode">What is asked.</param>
/// <param name="Value">wValue of a first-tier request.</param>
/// <param name="Index">wIndex.</param>
/// <param name="PayloadLength">bLength.</param>
public readonly record struct WispRequest(WispOpcode Opcode, ushort Value = 0, ushort Index = 0, byte PayloadLength = 0)
{
    /// <summary>Bytes without payload.</summary>
    public const int HeaderLength = 6;

    /// <summary>What a setter answers.</summary>
    public const byte Success = 0;

    /// <summary>What the device says first.</summary>
    public static ReadOnlySpan<byte> Greeting => "OK\n"u8;

    /// <summary>What the host answers.</summary>
    public static ReadOnlySpan<byte> Binary => "BIN\n"u8;

    const byte SecondTier = 0xFF;

    /// <summary>Writes the header.</summary>
    public void Encode(Span<byte> destination)
    {
        var second = (byte)Opcode == SecondTier;
        destination[0] = (byte)Opcode;
        BinaryPrimitives.WriteUInt16BigEndian(destination[1..], second ? (ushort)((uint)Opcode >> 16) : Value);
        BinaryPrimitives.WriteUInt16BigEndian(destination[3..], Index);
        destination[5] = PayloadLength;
    }

    /// <summary>Reads a request; its payload are the <see cref="PayloadLength"/> bytes behind the header.</summary>
    public static DecodeResult Decode(ReadOnlySpan<byte> bytes, out WispRequest request, out int length)
    {
        request = default;
        length = 0;
        if (bytes.Length < HeaderLength || bytes.Length < HeaderLength + bytes[5])
            return DecodeResult.NeedMore;
        var value = BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]);
        var index = BinaryPrimitives.ReadUInt16BigEndian(bytes[3..]);
        request = bytes[0] == SecondTier
            ? new WispRequest((WispOpcode)((uint)value << 16 | SecondTier), 0, index, bytes[5])
            : new WispRequest((WispOpcode)bytes[0], value, index, bytes[5]);
        length = HeaderLength + bytes[5];
        return DecodeResult.Message;
    }
}
