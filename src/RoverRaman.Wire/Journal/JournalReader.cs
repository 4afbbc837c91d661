namespace RoverRaman.Wire;

/// <summary>
/// Reads the records of a journal file. Damage never stops it: after a bad record it tries every following byte until a length, a
/// message's first bytes and a checksum agree, and goes on there. What is left after the last good record is the torn tail.
/// </summary>
public sealed class JournalReader
{
    // Hostile bytes can pose as a long record at every offset; checksums are computed over at most this many times the file's length.
    const int ScanBudgetFactor = 64;

    readonly ReadOnlyMemory<byte> _file;
    long _scanBudget;
    int _offset;

    /// <summary>Reads <paramref name="file"/>, the whole file.</summary>
    /// <exception cref="WireFormatException">An intact header names a version that this reader does not know.</exception>
    public JournalReader(ReadOnlyMemory<byte> file)
    {
        _file = file;
        _scanBudget = ScanBudgetFactor * (long)file.Length;
        IsHeaderIntact = JournalFormat.TryReadHeader(file.Span, out ushort version);
        if (IsHeaderIntact && version != JournalFormat.Version)
            throw new WireFormatException($"journal: expected version {JournalFormat.Version}, found {version}; read it with a newer version of this program.");
        _offset = IsHeaderIntact ? JournalFormat.HeaderSize : 0;
        GoodLength = _offset;
    }

    /// <summary>False where the file header is torn, damaged or missing. Records behind it are still read.</summary>
    public bool IsHeaderIntact { get; }

    /// <summary>Good records read so far.</summary>
    public long Records { get; private set; }

    /// <summary>Stretches of damage between good records (a damaged header is one).</summary>
    public long DamagedRegions { get; private set; }

    /// <summary>Bytes of these.</summary>
    public long DamagedBytes { get; private set; }

    /// <summary>Offset after the last good record (or the header): where a writer cuts the file and goes on.</summary>
    public int GoodLength { get; private set; }

    /// <summary>Bytes after <see cref="GoodLength"/> that are not a record. Known once <see cref="TryRead"/> has returned false.</summary>
    public int TornBytes { get; private set; }

    /// <summary>The next record's payload, a view into the file. False at the end.</summary>
    public bool TryRead(out ReadOnlyMemory<byte> payload)
    {
        payload = default;
        if (!FindRecord(out int start, out int length))
        {
            _offset = _file.Length;
            TornBytes = _file.Length - GoodLength;
            return false;
        }
        if (start > _offset)
        {
            DamagedRegions++;
            DamagedBytes += start - _offset;
        }
        Records++;
        payload = _file.Slice(start + sizeof(uint), length);
        _offset = start + length + JournalFormat.RecordOverhead;
        GoodLength = _offset;
        return true;
    }

    bool FindRecord(out int start, out int length)
    {
        var file = _file.Span;
        for (start = _offset; start < file.Length; start++)
        {
            if (!JournalFormat.LooksLikeRecord(file[start..], out length))
                continue;
            if (JournalFormat.IsIntact(file[start..], length))
                return true;
            _scanBudget -= length;
            if (_scanBudget < 0)
                break;
        }
        length = 0;
        return false;
    }
}
