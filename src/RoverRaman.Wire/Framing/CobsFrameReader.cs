using System.Buffers.Binary;

namespace RoverRaman.Wire;

/// <summary>
/// Finds <see cref="CobsFrame"/>s in a byte stream that starts anywhere and may hold garbage: every 00 is a fresh start. What is not a
/// good frame is counted, never delivered. Memory is fixed by the largest payload.
/// </summary>
/// <param name="maxPayload">Largest payload taken, bytes.</param>
public sealed class CobsFrameReader(int maxPayload = CobsFrame.MaxPayload)
{
    readonly byte[] _frame = new byte[Cobs.MaxEncodedSize(maxPayload + Crc32C.Size)];
    int _length;
    long _overflow;

    /// <summary>Good frames delivered.</summary>
    public long Frames { get; private set; }

    /// <summary>Stretches between two 00 that were not a good frame.</summary>
    public long BadFrames { get; private set; }

    /// <summary>Bytes of these, their 00 included.</summary>
    public long BytesSkipped { get; private set; }

    /// <summary>Bytes of a frame that has begun and not yet ended: at the end of a capture, what is cut off.</summary>
    public long PendingBytes => _length + _overflow;

    /// <summary>
    /// Takes bytes from the front of <paramref name="input"/> until a frame is complete: true with its payload, which stays valid until
    /// the next call. False where the input is used up.
    /// </summary>
    public bool TryRead(ref ReadOnlySpan<byte> input, out ReadOnlyMemory<byte> payload)
    {
        payload = default;
        while (!input.IsEmpty)
        {
            int end = input.IndexOf((byte)0);
            Append(end < 0 ? input : input[..end]);
            input = end < 0 ? default : input[(end + 1)..];
            if (end >= 0 && CompleteFrame(out payload))
                return true;
        }
        return false;
    }

    // Bytes beyond the largest frame are counted but not kept.
    void Append(ReadOnlySpan<byte> bytes)
    {
        int kept = Math.Min(bytes.Length, _frame.Length - _length);
        bytes[..kept].CopyTo(_frame.AsSpan(_length));
        _length += kept;
        _overflow += bytes.Length - kept;
    }

    bool CompleteFrame(out ReadOnlyMemory<byte> payload)
    {
        payload = default;
        long received = PendingBytes;
        bool good = _overflow == 0 && TryUnpack(out payload);
        _length = 0;
        _overflow = 0;
        // Two 00 in a row are an idle link, not an error.
        if (received == 0)
            return false;
        if (good)
        {
            Frames++;
            return true;
        }
        BadFrames++;
        BytesSkipped += received + 1;
        return false;
    }

    bool TryUnpack(out ReadOnlyMemory<byte> payload)
    {
        payload = default;
        var encoded = _frame.AsSpan(0, _length);
        if (!Cobs.TryDecode(encoded, encoded, out int length) || length <= Crc32C.Size)
            return false;
        int size = length - Crc32C.Size;
        if (BinaryPrimitives.ReadUInt32LittleEndian(_frame.AsSpan(size)) != Crc32C.Compute(_frame.AsSpan(0, size)))
            return false;
        payload = _frame.AsMemory(0, size);
        return true;
    }
}
