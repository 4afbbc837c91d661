namespace RoverRaman.Spectra;

/// <summary>Walks over the lines of a text without copying them. LF, CR LF and CR alone end a line; blanks around it are cut.</summary>
internal ref struct LineReader(ReadOnlySpan<byte> text)
{
    ReadOnlySpan<byte> _rest = text;

    /// <summary>The line, without its end and without blanks around it.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Number of the current line, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Whether the current line is the last one and has no line end, as in a file that was cut.</summary>
    public bool IsUnterminated { get; private set; }

    /// <summary>Goes to the next line.</summary>
    public bool MoveNext()
    {
        if (_rest.IsEmpty)
            return false;
        var end = _rest.IndexOfAny((byte)'\n', (byte)'\r');
        IsUnterminated = end < 0;
        Current = (end < 0 ? _rest : _rest[..end]).Trim(" \t"u8);
        var next = end < 0 ? _rest.Length : end + 1;
        if (end >= 0 && _rest[end] == '\r' && next < _rest.Length && _rest[next] == '\n')
            next++;
        _rest = _rest[next..];
        Number++;
        return true;
    }
}
