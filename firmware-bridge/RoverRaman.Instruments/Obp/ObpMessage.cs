using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RoverRaman.Instruments.Obp;

/// <summary>
/// One message of the Ocean Binary Protocol. All numbers are little-endian:
/// <code>
/// off size field
///   0    2  start bytes C1 C0
///   2    2  protocol version 0x1100 (0x1000 older, 0x2000 OBP2)
///   4    2  flags
///   6    2  error number
///   8    4  message type
///  12    4  regarding: chosen by the host, echoed in the reply
///  16    6  reserved
///  22    1  checksum type: 0 none, 1 MD5
///  23    1  length of immediate data, 0..16
///  24   16  immediate data, zero padded
///  40    4  bytes remaining = payload + 16 (checksum) + 4 (footer)
///  44    n  payload
/// 44+n  16  checksum: zeros, or MD5 over everything before it
/// 60+n   4  footer C5 C4 C3 C2
/// </code>
/// Up to 16 bytes of data travel as immediate data, more as payload; never both.
/// Source: Ventana data sheet pp. 13-16, libseabreeze OBPMessage.
/// </summary>
public readonly ref struct ObpMessage
{
    /// <summary>Bytes of a message without payload.</summary>
    public const int MinimumLength = 64;

    /// <summary>Protocol version that is sent.</summary>
    public const ushort CurrentVersion = 0x1100;

    internal const byte FirstStart = 0xC1, SecondStart = 0xC0;
    /// <summary>Version of OBP2: the same frame, other message types.</summary>
    public const ushort SecondVersion = 0x2000;

    internal const int ImmediateCapacity = 16;
    const int PayloadAt = 44, ChecksumLength = 16, FooterLength = 4;
    const int Trailer = ChecksumLength + FooterLength;
    const uint Footer = 0xC2C3_C4C5;

    /// <summary>Protocol version.</summary>
    public ushort Version { get; init; }

    /// <summary>Flags.</summary>
    public ObpFlags Flags { get; init; }

    /// <summary>Error number; 0 in requests.</summary>
    public ObpError Error { get; init; }

    /// <summary>What it is about.</summary>
    public ObpMessageType Type { get; init; }

    /// <summary>Number that joins a reply to its request.</summary>
    public uint Regarding { get; init; }

    /// <summary>Checksum type.</summary>
    public ObpChecksum Checksum { get; init; }

    /// <summary>Data, from wherever the message carried it. Decoded messages share the bytes that they were decoded from.</summary>
    public ReadOnlySpan<byte> Data { get; init; }

    /// <summary>A message of the current version without checksum.</summary>
    public ObpMessage() => Version = CurrentVersion;

    /// <summary>Bytes that <see cref="Encode"/> writes.</summary>
    public int EncodedLength => MinimumLength + PayloadLength;

    int PayloadLength => Data.Length > ImmediateCapacity ? Data.Length : 0;

    /// <summary>Writes the message; returns its length.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than <see cref="EncodedLength"/>.</exception>
    public int Encode(Span<byte> destination)
    {
        var length = EncodedLength;
        if (destination.Length < length)
            throw new ArgumentException($"Expected room for {length} bytes, found {destination.Length}.", nameof(destination));
        var message = destination[..length];
        message.Clear();
        message[0] = FirstStart;
        message[1] = SecondStart;
        BinaryPrimitives.WriteUInt16LittleEndian(message[2..], Version);
        BinaryPrimitives.WriteUInt16LittleEndian(message[4..], (ushort)Flags);
        BinaryPrimitives.WriteUInt16LittleEndian(message[6..], (ushort)Error);
        BinaryPrimitives.WriteUInt32LittleEndian(message[8..], (uint)Type);
        BinaryPrimitives.WriteUInt32LittleEndian(message[12..], Regarding);
        message[22] = (byte)Checksum;
        message[23] = (byte)(Data.Length - PayloadLength);
        BinaryPrimitives.WriteInt32LittleEndian(message[40..], PayloadLength + Trailer);
        Data.CopyTo(message[(PayloadLength == 0 ? 24 : PayloadAt)..]);
        if (Checksum == ObpChecksum.Md5)
            Digest(message[..^Trailer], message.Slice(length - Trailer, ChecksumLength));
        BinaryPrimitives.WriteUInt32LittleEndian(message[^FooterLength..], Footer);
        return length;
    }

    /// <summary>Decides whether a message starts at the first byte, looking at each field as soon as its bytes are there.</summary>
    /// <param name="bytes">What has arrived.</param>
    /// <param name="maximumPayload">Longest payload to believe, bytes.</param>
    /// <param name="message">The message; its data is a part of <paramref name="bytes"/>.</param>
    /// <param name="length">Its length.</param>
    public static DecodeResult Decode(ReadOnlySpan<byte> bytes, int maximumPayload, out ObpMessage message, out int length)
    {
        message = default;
        length = 0;
        if (!HeaderIsPlausible(bytes, maximumPayload))
            return DecodeResult.NotAMessage;
        if (bytes.Length < PayloadAt)
            return DecodeResult.NeedMore;

        var payload = BinaryPrimitives.ReadInt32LittleEndian(bytes[40..]) - Trailer;
        if (bytes.Length < MinimumLength + payload)
            return DecodeResult.NeedMore;
        length = MinimumLength + payload;
        var whole = bytes[..length];
        if (BinaryPrimitives.ReadUInt32LittleEndian(whole[^FooterLength..]) != Footer || !ChecksumHolds(whole))
            return DecodeResult.NotAMessage;
        message = Parse(whole, payload);
        return DecodeResult.Message;
    }

    static bool HeaderIsPlausible(ReadOnlySpan<byte> bytes, int maximumPayload)
    {
        if ((bytes.Length > 0 && bytes[0] != FirstStart) || (bytes.Length > 1 && bytes[1] != SecondStart))
            return false;
        if (bytes.Length >= 4 && BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]) is not (0x1000 or 0x1100 or 0x2000))
            return false;
        if (bytes.Length > 22 && bytes[22] > (byte)ObpChecksum.Md5)
            return false;
        if (bytes.Length > 23 && bytes[23] > ImmediateCapacity)
            return false;
        if (bytes.Length < PayloadAt)
            return true;
        var remaining = BinaryPrimitives.ReadUInt32LittleEndian(bytes[40..]);
        return remaining >= Trailer && remaining - Trailer <= (uint)maximumPayload;
    }

    static ObpMessage Parse(ReadOnlySpan<byte> whole, int payload) => new()
    {
        Version = BinaryPrimitives.ReadUInt16LittleEndian(whole[2..]),
        Flags = (ObpFlags)BinaryPrimitives.ReadUInt16LittleEndian(whole[4..]),
        Error = (ObpError)BinaryPrimitives.ReadUInt16LittleEndian(whole[6..]),
        Type = (ObpMessageType)BinaryPrimitives.ReadUInt32LittleEndian(whole[8..]),
        Regarding = BinaryPrimitives.ReadUInt32LittleEndian(whole[12..]),
        Checksum = (ObpChecksum)whole[22],
        Data = payload > 0 ? whole.Slice(PayloadAt, payload) : whole.Slice(24, whole[23]),
    };

    static bool ChecksumHolds(ReadOnlySpan<byte> whole)
    {
        // Zeros, not anything: else one flipped bit in the type would switch the check off.
        if (whole[22] == (byte)ObpChecksum.None)
            return !whole.Slice(whole.Length - Trailer, ChecksumLength).ContainsAnyExcept((byte)0);
        Span<byte> expected = stackalloc byte[ChecksumLength];
        Digest(whole[..^Trailer], expected);
        return expected.SequenceEqual(whole.Slice(whole.Length - Trailer, ChecksumLength));
    }

#pragma warning disable CA5351 // MD5 is what the protocol names; it guards against noise, not against people.
    static void Digest(ReadOnlySpan<byte> covered, Span<byte> digest) => MD5.HashData(covered, digest);
#pragma warning restore CA5351
}
