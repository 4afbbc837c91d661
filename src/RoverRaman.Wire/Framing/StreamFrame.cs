using System.Buffers;
using System.Buffers.Binary;

namespace RoverRaman.Wire;

/// <summary>One message on a local stream socket: u32 length little-endian, then the payload. The socket itself loses and damages nothing.</summary>
public static class StreamFrame
{
    /// <summary>Bytes before the payload.</summary>
    public const int HeaderSize = 4;

    /// <summary>Largest payload, bytes. A larger length means that the two ends are out of step.</summary>
    public const int MaxPayload = 1 << 20;

    /// <summary>Writes length and payload. Allocates nothing.</summary>
    /// <exception cref="ArgumentException">The payload is empty or exceeds <see cref="MaxPayload"/>.</exception>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> payload)
    {
        WriteHeader(output.GetSpan(HeaderSize), payload.Length);
        output.Advance(HeaderSize);
        output.Write(payload);
    }

    /// <summary>Writes the length alone, for payloads that are sent from where they lie.</summary>
    /// <exception cref="ArgumentException">The payload is empty or exceeds <see cref="MaxPayload"/>.</exception>
    public static void WriteHeader(Span<byte> output, int payloadLength)
    {
        if (payloadLength is <= 0 or > MaxPayload)
            throw new ArgumentException($"Expected a payload of 1..{MaxPayload} bytes, found {payloadLength}.", nameof(payloadLength));
        BinaryPrimitives.WriteUInt32LittleEndian(output, (uint)payloadLength);
    }
}
