namespace RoverRaman.Emulator;

/// <summary>Bytes from a host that do not make a whole request yet; bounded, as an instrument's own buffer is.</summary>
sealed class RequestBuffer
{
    const int Capacity = 4096;
    readonly List<byte> _bytes = [];

    /// <summary>What is held.</summary>
    public ReadOnlySpan<byte> Bytes => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes);

    /// <summary>Adds bytes; of too many the oldest are dropped.</summary>
    public void Add(ReadOnlyMemory<byte> bytes)
    {
        _bytes.AddRange(bytes.Span);
        if (_bytes.Count > Capacity)
            _bytes.RemoveRange(0, _bytes.Count - Capacity);
    }

    /// <summary>Removes bytes from the front.</summary>
    public void Take(int count) => _bytes.RemoveRange(0, count);

    /// <summary>Removes everything.</summary>
    public void Clear() => _bytes.Clear();

    /// <summary>Removes and gives the next line without its end; null where none is whole.</summary>
    public string? TakeLine(byte end)
    {
        var length = Bytes.IndexOf(end);
        if (length < 0)
            return null;
        var line = System.Text.Encoding.ASCII.GetString(Bytes[..length]);
        Take(length + 1);
        return line;
    }
}
