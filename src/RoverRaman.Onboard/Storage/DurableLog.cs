using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// An append-only file of records (<see cref="JournalFormat"/>: length, message, CRC-32C). A record counts once <see cref="Sync"/> has
/// returned. A torn record at the end is cut off at the next start; damage elsewhere is skipped, counted, and costs only its own record.
/// <see cref="Rewrite"/> replaces all records by others in one instant, which is how a log stays small. Not for two threads at once.
/// </summary>
public sealed class DurableLog : IDisposable
{
    readonly IStorage _storage;
    readonly string _path;
    IStorageFile _file;
    byte[] _record = new byte[512];
    bool _torn;

    /// <summary>Opens or begins a log and reads what it holds.</summary>
    /// <param name="storage">Where files are.</param>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="maximumBytes">A longer file is refused.</param>
    /// <param name="onRecord">Takes each good record, oldest first.</param>
    /// <exception cref="IOException">The file cannot be used, or is of a newer version of this program.</exception>
    public DurableLog(IStorage storage, string path, int maximumBytes, Action<ReadOnlyMemory<byte>> onRecord)
    {
        (_storage, _path) = (storage, path);
        storage.Delete(path + StorageExtensions.Unfinished);
        var existed = storage.Exists(path);
        var reader = Reader(path, existed ? storage.Read(path, maximumBytes) : []);
        while (reader.TryRead(out var record))
            onRecord(record);
        (Records, DamagedRegions, TornBytes) = (reader.Records, reader.DamagedRegions, reader.TornBytes);
        Length = reader.GoodLength;
        _file = storage.Open(path);
        if (Length < JournalFormat.HeaderSize)
            Begin();
        else if (_file.Length > Length)
            Cut();
        if (!existed)
            storage.SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Bytes of the file that count.</summary>
    public long Length { get; private set; }

    /// <summary>Good records in it.</summary>
    public long Records { get; private set; }

    /// <summary>Stretches of damage found at start, not counting the torn end.</summary>
    public long DamagedRegions { get; }

    /// <summary>Bytes cut from the end at start: a record that the power did not let through.</summary>
    public long TornBytes { get; }

    /// <summary>Appends one message. It is safe only after <see cref="Sync"/>.</summary>
    /// <exception cref="IOException">Not written; the log is as it was.</exception>
    public void Append(ReadOnlySpan<byte> message)
    {
        if (_record.Length < message.Length + JournalFormat.RecordOverhead)
            _record = new byte[message.Length + JournalFormat.RecordOverhead];
        Write(_record.AsSpan(0, JournalFormat.WriteRecord(_record, message)));
        Records++;
    }

    /// <summary>Forces what was appended to the disk.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Sync() => _file.Sync();

    /// <summary>Replaces all records by others; after a power cut at any instant the log holds either.</summary>
    /// <exception cref="IOException">Not done; the log is as it was.</exception>
    public void Rewrite(IEnumerable<ReadOnlyMemory<byte>> messages)
    {
        var content = new List<byte>(4096);
        content.AddRange(Header());
        var count = 0;
        foreach (var message in messages)
        {
            var record = new byte[message.Length + JournalFormat.RecordOverhead];
            JournalFormat.WriteRecord(record, message.Span);
            content.AddRange(record);
            count++;
        }
        _storage.Replace(_path, content.ToArray());
        _file.Dispose();
        _file = _storage.Open(_path);
        (Length, Records, _torn) = (content.Count, count, false);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    static JournalReader Reader(string path, byte[] bytes)
    {
        try
        {
            return new JournalReader(bytes);
        }
        catch (WireFormatException e)
        {
            throw new IOException($"{path}: {e.Message}", e);
        }
    }

    static byte[] Header()
    {
        var header = new byte[JournalFormat.HeaderSize];
        JournalFormat.WriteHeader(header);
        return header;
    }

    void Begin()
    {
        Length = 0;
        _torn = true;
        Write(Header());
        Sync();
    }

    void Cut()
    {
        _file.SetLength(Length);
        Sync();
    }

    // The length moves only after the whole record was taken: whatever failed before is cut off before the next.
    void Write(ReadOnlySpan<byte> bytes)
    {
        if (_torn)
            _file.SetLength(Length);
        _torn = true;
        _file.Write(Length, bytes);
        _torn = false;
        Length += bytes.Length;
    }
}
