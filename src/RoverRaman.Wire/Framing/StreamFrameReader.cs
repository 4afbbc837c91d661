using System.Buffers.Binary;

namespace RoverRaman.Wire;

/// <summary>Takes <see cref="StreamFrame"/>s out of a byte stream that arrives in pieces of any size.</summary>
/// <param name="maxPayload">Largest payload taken, bytes.</param>
public sealed class StreamFrameReader(int maxPayload = StreamFrame.MaxPayload)
{
    readonly byte[] _header = new byte[StreamFrame.HeaderSize];
    // Grows to the largest message that has really begun to arrive, never to what a header claims.
    byte[] _payload = [];
    int _headerLength;
    int _payloadLength;

    /// <summary>Frames delivered.</summary>
    public long Frames { get; private set; }

    /// <summary>Bytes of a frame that has begun and not yet ended: more than 0 at the end of the stream means that it was cut.</summary>
    public int PendingBytes => _headerLength + _payloadLength;

    /// <summary>
    /// Takes bytes from the front of <paramref name="input"/> until a frame is complete: true with its payload, which stays valid until
    /// the next call. False where the input is used up.
    /// </summary>
    /// <exception cref="WireFormatException">A length of 0 or above the largest payload: the ends are out of step, the connection is of no more use.</exception>
    public bool TryRead(ref ReadOnlySpan<byte> input, out ReadOnlyMemory<byte> payload)
    {
        payload = default;
        if (!Take(ref input, _header, ref _headerLength, StreamFrame.HeaderSize))
            return false;
        int size = ReadLength();
        Reserve(Math.Min(size, _payloadLength + input.Length));
        if (!Take(ref input, _payload, ref _payloadLength, size))
            return false;
        payload = _payload.AsMemory(0, size);
        _headerLength = 0;
        _payloadLength = 0;
        Frames++;
        return true;
    }

    int ReadLength()
    {
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(_header);
        return length >= 1 && length <= maxPayload
            ? (int)length
            : throw new WireFormatException($"stream: expected a length of 1..{maxPayload} bytes, found {length} after {Frames} frames; the two ends are out of step, connect again.");
    }

    void Reserve(int size)
    {
        if (_payload.Length < size)
            Array.Resize(ref _payload, Math.Min(maxPayload, Math.Max(size, 2 * _payload.Length)));
    }

    static bool Take(ref ReadOnlySpan<byte> input, byte[] buffer, ref int length, int wanted)
    {
        int taken = Math.Min(wanted - length, input.Length);
        input[..taken].CopyTo(buffer.AsSpan(length));
        length += taken;
        input = input[taken..];
        return length == wanted;
    }
}
