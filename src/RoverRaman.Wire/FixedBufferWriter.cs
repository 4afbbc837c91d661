using System.Buffers;

namespace RoverRaman.Wire;

/// <summary>A buffer that is filled by a codec, sent, and used again: allocates once, never grows.</summary>
/// <param name="capacity">Bytes it can hold. Codecs ask for up to 9 bytes at a time, so leave 8 more than the largest message.</param>
public sealed class FixedBufferWriter(int capacity) : IBufferWriter<byte>
{
    readonly byte[] _buffer = new byte[capacity];

    /// <summary>Number of bytes written since <see cref="Reset"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes it can hold.</summary>
    public int Capacity => _buffer.Length;

    /// <summary>What was written since <see cref="Reset"/>; valid until the next one.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Count);

    /// <summary>Empties the buffer.</summary>
    public void Reset() => Count = 0;

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Capacity - Count);
        Count += count;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The message is larger than the buffer.</exception>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (sizeHint > Capacity - Count)
            throw new InvalidOperationException($"Expected a message of at most {Capacity} bytes, found {Count} written and {sizeHint} more wanted; give the buffer more capacity.");
        return _buffer.AsMemory(Count);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The message is larger than the buffer.</exception>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
