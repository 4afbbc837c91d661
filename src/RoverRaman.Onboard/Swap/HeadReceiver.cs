using System.Buffers.Binary;
using System.Security.Cryptography;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// Takes signed objects in chunks, in any order, over days and reboots. Each upload is a file of its own (the messages that came, with
/// checksums), so uploads never mix and nothing of a shorter object can end in a longer one. What is reported as received is on the disk.
/// Not for two threads at once.
/// </summary>
sealed class HeadReceiver : IDisposable
{
    const string Extension = ".upload.rrj";

    // A chunk is a record of its own on the disk; a sync for each would wear flash and take longer than the link.
    const int ChunksPerSync = 32;

    readonly IStorage _storage;
    readonly HeadOptions _options;
    readonly string _folder;
    readonly Dictionary<ushort, Upload> _uploads = [];
    readonly Queue<(ushort Id, ulong Content)> _done = new();

    /// <summary>Goes on with the uploads that a folder holds.</summary>
    /// <exception cref="IOException">The disk cannot be used.</exception>
    public HeadReceiver(IStorage storage, HeadOptions options)
    {
        (_storage, _options, _folder) = (storage, options, Path.Combine(options.Folder, "uploads"));
        storage.MakeFolder(_folder);
        foreach (var path in storage.List(_folder).Where(p => p.EndsWith(Extension, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            Resume(path);
    }

    /// <summary>Uploads under way.</summary>
    public int Count => _uploads.Count;

    /// <summary>Chunks that were not taken since start: of no upload, or impossible.</summary>
    public long Refused { get; private set; }

    /// <summary>Chunks that had come before.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Begins an upload, or tells how far it is. An upload of the same number and another content is given up for it.</summary>
    /// <returns>Why it is refused; None where it is not.</returns>
    /// <exception cref="IOException">The disk failed.</exception>
    public (HeadReason Reason, string Text) Begin(UploadBegin begin)
    {
        if (_uploads.TryGetValue(begin.UploadId, out var known) && known.Begin with { CommandId = begin.CommandId } == begin)
        {
            known.Sync();
            known.Begin = begin; // whoever goes on with it gets the answer
            return (HeadReason.None, "");
        }
        if (begin.Size > _options.MaximumBytes)
            return ((HeadReason)Heads.HeadRefusal.TooLarge, $"expected at most {_options.MaximumBytes} bytes, found {begin.Size}");
        if (ChunksOf(begin) > UploadBegin.MaxChunks)
            return ((HeadReason)Heads.HeadRefusal.TooLarge, $"expected at most {UploadBegin.MaxChunks} chunks, found {ChunksOf(begin)}; send larger chunks");
        if (known is null && _uploads.Count >= _options.MaximumUploads)
            return (HeadReason.TooManyUploads, $"expected at most {_options.MaximumUploads} uploads at once, found {_uploads.Count}; finish or abort one of {string.Join(", ", _uploads.Keys.Order())}");
        Abort(begin.UploadId);
        _uploads[begin.UploadId] = Upload.Start(_storage, FileOf(begin.UploadId), begin);
        return (HeadReason.None, "");
    }

    /// <summary>Takes one chunk.</summary>
    /// <returns>The whole object, once it is whole and its hash is the announced one; damaged, where the hash is another.</returns>
    /// <exception cref="IOException">The disk failed.</exception>
    public (uint CommandId, byte[]? Content, bool IsDamaged) Take(UploadChunk chunk, ReadOnlySpan<byte> message)
    {
        if (!_uploads.TryGetValue(chunk.UploadId, out var upload) || !upload.Fits(chunk))
        {
            Refused++;
            return default;
        }
        if (upload.Has(chunk.Index))
        {
            Duplicates++;
            return default;
        }
        upload.Add(chunk.Index, message);
        if (!upload.IsComplete)
            return default;
        var content = upload.Finish();
        return (upload.Begin.CommandId, content, content is null);
    }

    /// <summary>How far an upload is.</summary>
    public UploadStatus Status(ushort uploadId, ulong? content = null)
    {
        if (_uploads.TryGetValue(uploadId, out var upload))
            return upload.Status();
        return _done.Contains((uploadId, content ?? 0))
            ? new UploadStatus(uploadId, UploadState.Complete, 0, 0, [])
            : new UploadStatus(uploadId, UploadState.Unknown, 0, 0, []);
    }

    /// <summary>True where this very upload came to its end since the start.</summary>
    public bool IsDone(UploadBegin begin) => _done.Contains((begin.UploadId, begin.ContentId));

    /// <summary>The whole objects that were complete when the power went, and not yet used.</summary>
    public IEnumerable<(ushort UploadId, byte[] Content)> Pending() =>
        [.. _uploads.Where(u => u.Value.IsComplete).Select(u => (u.Key, Content: u.Value.Finish())).Where(u => u.Content is not null).Select(u => (u.Key, u.Content!))];

    /// <summary>The object was used, or refused for good: its file goes.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Done(ushort uploadId)
    {
        if (!_uploads.TryGetValue(uploadId, out var upload))
            return;
        _done.Enqueue((uploadId, upload.Begin.ContentId));
        while (_done.Count > 16)
            _done.Dequeue();
        Abort(uploadId);
    }

    /// <summary>Forgets an upload; false where there is none.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public bool Abort(ushort uploadId)
    {
        if (!_uploads.Remove(uploadId, out var upload))
            return false;
        upload.Dispose();
        _storage.Remove(FileOf(uploadId));
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var upload in _uploads.Values)
            upload.Dispose();
    }

    static long ChunksOf(UploadBegin begin) => (begin.Size + begin.ChunkSize - 1L) / begin.ChunkSize;

    string FileOf(ushort uploadId) => Path.Combine(_folder, $"{uploadId:x4}{Extension}");

    // A file that does not begin with a Begin that could have been taken is of no use: the power went before it was whole.
    void Resume(string path)
    {
        var upload = Upload.Open(_storage, path, LongestFile);
        var fits = upload is not null && FileOf(upload.Begin.UploadId) == path && upload.Begin.Size <= _options.MaximumBytes && _uploads.Count < _options.MaximumUploads;
        if (fits)
        {
            _uploads[upload!.Begin.UploadId] = upload;
            return;
        }
        upload?.Dispose();
        _storage.Remove(path);
    }

    // Content, and per chunk (at least 4 bytes of it) record and message around it.
    int LongestFile => (int)Math.Min(int.MaxValue, 4096L + _options.MaximumBytes + UploadBegin.MaxChunks * (long)(JournalFormat.RecordOverhead + UploadCodec.ChunkOverhead));

    /// <summary>One upload and its file.</summary>
    sealed class Upload : IDisposable
    {
        readonly IStorage _storage;
        readonly string _path;
        readonly int _longest;
        readonly DurableLog _log;
        readonly bool[] _have;
        int _unsynced;

        Upload(IStorage storage, string path, int longest, DurableLog log, UploadBegin begin)
        {
            (_storage, _path, _longest, _log, Begin) = (storage, path, longest, log, begin);
            _have = new bool[ChunksOf(begin)];
        }

        public UploadBegin Begin { get; set; }

        public int Received { get; private set; }

        public bool IsComplete => Received == _have.Length;

        public bool IsDamaged { get; private set; }

        public static Upload Start(IStorage storage, string path, UploadBegin begin)
        {
            var log = new DurableLog(storage, path, int.MaxValue, _ => { });
            log.Rewrite([Encode(begin)]);
            return new Upload(storage, path, int.MaxValue, log, begin);
        }

        public static Upload? Open(IStorage storage, string path, int longest)
        {
            var messages = new List<ReadOnlyMemory<byte>>();
            var log = new DurableLog(storage, path, longest, messages.Add);
            try
            {
                if (messages.Count == 0 || WireMessage.KindOf(messages[0].Span) != MessageKind.UploadBegin || UploadCodec.ReadBegin(messages[0]) is not { } begin || ChunksOf(begin) > UploadBegin.MaxChunks)
                    throw new WireFormatException("no upload");
                var upload = new Upload(storage, path, longest, log, begin);
                foreach (var message in messages.Skip(1))
                    if (UploadCodec.ReadChunk(message) is var chunk && upload.Fits(chunk) && !upload.Has(chunk.Index))
                        upload.Mark(chunk.Index);
                return upload;
            }
            catch (WireFormatException)
            {
                log.Dispose();
                return null;
            }
        }

        public bool Fits(UploadChunk chunk) =>
            chunk.UploadId == Begin.UploadId && chunk.Index < _have.Length && chunk.Data.Length == LengthOf(chunk.Index);

        public bool Has(ushort index) => _have[index];

        public void Add(ushort index, ReadOnlySpan<byte> message)
        {
            _log.Append(message);
            Mark(index);
            if (++_unsynced >= ChunksPerSync || IsComplete)
                Sync();
        }

        public void Sync()
        {
            if (_unsynced > 0)
                _log.Sync();
            _unsynced = 0;
        }

        public UploadStatus Status()
        {
            var missing = new List<ChunkRange>();
            for (var i = 0; i < _have.Length && missing.Count < UploadStatus.MaxRanges; i++)
            {
                if (_have[i])
                    continue;
                var first = i;
                while (i + 1 < _have.Length && !_have[i + 1])
                    i++;
                missing.Add(new ChunkRange((ushort)first, (uint)(i - first + 1)));
            }
            return new UploadStatus(Begin.UploadId, IsComplete ? UploadState.Complete : IsDamaged ? UploadState.Damaged : UploadState.Incomplete, (uint)Received, (uint)_have.Length, missing);
        }

        /// <summary>The object as the disk gives it back; null where it is not what was announced, and then all must come again.</summary>
        public byte[]? Finish()
        {
            var content = new byte[Begin.Size];
            var reader = new JournalReader(_storage.Read(_path, _longest));
            while (reader.TryRead(out var message))
                if (WireMessage.KindOf(message.Span) == MessageKind.UploadChunk && UploadCodec.ReadChunk(message) is var chunk && Fits(chunk))
                    chunk.Data.CopyTo(content.AsMemory(chunk.Index * Begin.ChunkSize));
            if (BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(content)) == Begin.ContentId)
                return content;
            _log.Rewrite([Encode(Begin)]);
            _have.AsSpan().Clear();
            (Received, IsDamaged) = (0, true);
            return null;
        }

        public void Dispose() => _log.Dispose();

        void Mark(ushort index)
        {
            _have[index] = true;
            Received++;
        }

        int LengthOf(int index) => (int)Math.Min(Begin.ChunkSize, Begin.Size - (long)index * Begin.ChunkSize);

        static byte[] Encode(UploadBegin begin)
        {
            var buffer = new FixedBufferWriter(64);
            UploadCodec.Write(buffer, begin);
            return buffer.Written.ToArray();
        }
    }
}
