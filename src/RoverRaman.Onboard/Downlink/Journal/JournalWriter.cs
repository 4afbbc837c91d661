using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// Appends messages to the journal file and starts a new one when it is full. Each file begins with the latest Hello, class table and
/// health, so that it can be read alone. A record that was not written whole is cut off again, so a reader never sees half of one.
/// </summary>
public sealed class JournalWriter : IMessageWriter
{
    static readonly MessageKind[] Preamble = [MessageKind.Hello, MessageKind.ClassTable, MessageKind.Health];
    static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);

    readonly JournalOptions _options;
    readonly Dictionary<MessageKind, byte[]> _preamble = [];
    SafeFileHandle? _file;
    byte[] _record = new byte[4096];
    long _offset;
    long _flushedAt = Stopwatch.GetTimestamp();
    bool _dirty;
    bool _torn;

    /// <summary>Prepares to go on where <paramref name="state"/> ends. Nothing is opened before the first message.</summary>
    public JournalWriter(JournalOptions options, JournalState state)
    {
        _options = options;
        _offset = state.GoodLength;
        _torn = state.TornBytes > 0;
    }

    /// <inheritdoc/>
    public string Name => _options.Path;

    /// <summary>Decisions written.</summary>
    public long Decisions { get; private set; }

    /// <summary>Files deleted because there were too many.</summary>
    public long FilesDeleted { get; private set; }

    /// <inheritdoc/>
    public void Write(MessageSlot message)
    {
        if (Preamble.Contains(message.Kind))
            _preamble[message.Kind] = message.Payload.ToArray();
        if (_offset > JournalFormat.HeaderSize && _offset + message.Payload.Length + JournalFormat.RecordOverhead > _options.MaximumBytes)
            Rotate();
        Open();
        Append(message.Payload);
        if (message.Kind == MessageKind.Decision)
            Decisions++;
        if (_options.Fsync == FsyncPolicy.Each)
            Flush();
    }

    /// <inheritdoc/>
    public void Idle()
    {
        if (_options.Fsync == FsyncPolicy.Second && Stopwatch.GetElapsedTime(_flushedAt) >= FlushInterval)
            Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Flush();
        }
        catch (IOException) { } // counted when it happened before; there is nobody left to tell
        _file?.Dispose();
    }

    void Open()
    {
        if (_file is null)
        {
            var isNew = !File.Exists(_options.Path);
            _file = File.OpenHandle(_options.Path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            if (isNew)
                DirectorySync.Flush(_options.Path);
        }
        if (_offset < JournalFormat.HeaderSize)
            Begin();
    }

    void Begin()
    {
        _offset = 0;
        JournalFormat.WriteHeader(_record);
        WriteAt(_record.AsSpan(0, JournalFormat.HeaderSize));
        foreach (var kind in Preamble)
            if (_preamble.TryGetValue(kind, out var payload))
                Append(payload);
    }

    void Append(ReadOnlySpan<byte> payload)
    {
        if (_record.Length < payload.Length + JournalFormat.RecordOverhead)
            _record = new byte[payload.Length + JournalFormat.RecordOverhead];
        WriteAt(_record.AsSpan(0, JournalFormat.WriteRecord(_record, payload)));
    }

    // The offset moves only after the whole record was taken: whatever failed before is overwritten.
    void WriteAt(ReadOnlySpan<byte> bytes)
    {
        if (_torn)
            RandomAccess.SetLength(_file!, _offset);
        _torn = true;
        RandomAccess.Write(_file!, bytes, _offset);
        _torn = false;
        _offset += bytes.Length;
        _dirty = true;
    }

    void Rotate()
    {
        Flush();
        _file?.Dispose();
        _file = null;
        if (File.Exists(Old(_options.OldFiles)) || _options.OldFiles == 0)
        {
            File.Delete(Old(_options.OldFiles));
            FilesDeleted++;
        }
        for (var i = _options.OldFiles - 1; i >= 0; i--)
            if (File.Exists(Old(i)))
                File.Move(Old(i), Old(i + 1), overwrite: true);
        DirectorySync.Flush(_options.Path);
        _offset = 0;
    }

    string Old(int number) => number == 0 ? _options.Path : $"{_options.Path}.{number}";

    void Flush()
    {
        _flushedAt = Stopwatch.GetTimestamp();
        if (!_dirty || _file is null || _options.Fsync == FsyncPolicy.Never)
            return;
        RandomAccess.FlushToDisk(_file);
        _dirty = false;
    }
}
