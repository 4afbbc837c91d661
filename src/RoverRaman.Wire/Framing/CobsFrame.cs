using System.Buffers.Binary;

namespace RoverRaman.Wire;

/// <summary>One message on a serial or UDP link: COBS(payload, CRC-32C of the payload little-endian), 00.</summary>
public static class CobsFrame
{
    /// <summary>Largest payload of a frame, bytes: fits a UDP datagram with its frame (65,507 bytes).</summary>
    public const int MaxPayload = 65_000;

    /// <summary>Most bytes that a payload of <paramref name="length"/> bytes takes on the link.</summary>
    public static int MaxSize(int length) => Cobs.MaxEncodedSize(length + Crc32C.Size) + 1;

    /// <summary>Writes a frame and returns its length. Allocates nothing.</summary>
    /// <exception cref="ArgumentException"><paramref name="output"/> is shorter than <see cref="MaxSize"/>, or the payload is empty or exceeds <see cref="MaxPayload"/>.</exception>
    public static int Write(ReadOnlySpan<byte> payload, Span<byte> output)
    {
        if (payload.Length is 0 or > MaxPayload)
            throw new ArgumentException($"Expected a payload of 1..{MaxPayload} bytes, found {payload.Length}.", nameof(payload));
        int size = MaxSize(payload.Length);
        if (output.Length < size)
            throw new ArgumentException($"Expected room for {size} bytes, found {output.Length}.", nameof(output));
        // Payload and checksum are put together at the end of the output and encoded from there to its start.
        int body = payload.Length + Crc32C.Size;
        var encoded = output[..Cobs.MaxEncodedSize(body)];
        var plain = encoded[^body..];
        payload.CopyTo(plain);
        BinaryPrimitives.WriteUInt32LittleEndian(plain[payload.Length..], Crc32C.Compute(payload));
        int written = Cobs.Encode(plain, encoded);
        output[written] = 0;
        return written + 1;
    }
}
