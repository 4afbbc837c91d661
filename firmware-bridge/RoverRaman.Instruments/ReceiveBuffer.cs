namespace RoverRaman.Instruments;

/// <summary>Bytes that have arrived and were not yet understood. Bounded; allocates nothing after construction.</summary>
sealed class ReceiveBuffer(int capacity)
{
    readonly byte[] _bytes = new byte[capacity];
    int _start;
    int _end;

    /// <summary>Number of bytes held.</summary>
    public int Count => _end - _start;

    /// <summary>The bytes held, oldest first.</summary>
    public ReadOnlySpan<byte> Held => _bytes.AsSpan(_start, Count);

    /// <summary>Where to put the next bytes. Moves what is held: spans taken before are void.</summary>
    public Span<byte> FreeSpace
    {
        get
        {
            if (_start > 0)
            {
                Held.CopyTo(_bytes);
                (_start, _end) = (0, Count);
            }
            return _bytes.AsSpan(_end);
        }
    }

    /// <summary>Says how many bytes were put into <see cref="FreeSpace"/>.</summary>
    public void Commit(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - _end);
        _end += count;
    }

    /// <summary>Lets the oldest bytes go.</summary>
    public void Drop(int count) => _start += count;
}
