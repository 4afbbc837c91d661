using System.Security.Cryptography;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// The one journal that decides at start which head is used: events (<see cref="HeadEvent"/>), each on the disk before it counts, each
/// with the hash of all before it. The highest confirmed version stands in a second file too; the higher of the two copies holds.
/// </summary>
sealed class HeadJournal : IDisposable
{
    /// <summary>File names within the folder.</summary>
    public const string LogName = "journal.rrj", OldLogName = "journal.old.rrj", CountersName = "counters.rrj";

    const int LargestLog = 8 << 20;

    readonly IStorage _storage;
    readonly string _folder;
    readonly TimeProvider _clock;
    readonly int _rotateAt;
    readonly DurableLog _log;
    readonly DurableLog _counters;
    byte[] _chain = new byte[HeadEvent.HashSize];
    uint _sequence;

    /// <summary>Reads what there is, or begins.</summary>
    /// <param name="storage">Where files are.</param>
    /// <param name="folder">The heads' folder.</param>
    /// <param name="clock">Time.</param>
    /// <param name="rotateAt">Bytes after which the log begins anew.</param>
    /// <exception cref="IOException">The disk cannot be used.</exception>
    public HeadJournal(IStorage storage, string folder, TimeProvider clock, int rotateAt = 256 << 10)
    {
        (_storage, _folder, _clock, _rotateAt) = (storage, folder, clock, rotateAt);
        storage.MakeFolder(folder);
        _log = new DurableLog(storage, Path.Combine(folder, LogName), LargestLog, Take);
        _counters = new DurableLog(storage, Path.Combine(folder, CountersName), LargestLog, TakeCounter);
        Breaks += _log.DamagedRegions;
    }

    /// <summary>What follows from the events.</summary>
    public HeadBook Book { get; } = new();

    /// <summary>Places where an event is missing or was changed.</summary>
    public long Breaks { get; private set; }

    /// <summary>Hash of the whole log: what ground compares.</summary>
    public ReadOnlySpan<byte> Chain => _chain;

    /// <summary>Writes an event to the disk and then, and only then, lets it count.</summary>
    /// <exception cref="IOException">Not written; nothing has changed.</exception>
    public HeadEvent Append(HeadStep step, string? id, uint version, uint signer = 0, HeadReason reason = HeadReason.None)
    {
        if (_log.Length >= _rotateAt)
            Rotate();
        if (step == HeadStep.Confirmed && version > Book.Floor)
            WriteCounters(version);
        var happened = Write(Now(step, id is null ? new byte[HeadEvent.HashSize] : Convert.FromHexString(id), version, signer, reason), _log.Append);
        _log.Sync();
        Book.Apply(happened);
        return happened;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _log.Dispose();
        _counters.Dispose();
    }

    /// <summary>The chain after an event: SHA-256 of the chain before it and its bytes with an empty chain.</summary>
    public static byte[] Next(ReadOnlySpan<byte> chain, HeadEvent happened)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(chain);
        hash.AppendData(Encode(happened with { Chain = default }));
        return hash.GetHashAndReset();
    }

    /// <summary>The message of an event.</summary>
    public static byte[] Encode(HeadEvent happened)
    {
        var buffer = new FixedBufferWriter(HeadReportCodec.MaxEventSize + 16);
        HeadReportCodec.Write(buffer, happened);
        return buffer.Written.ToArray();
    }

    void Take(ReadOnlyMemory<byte> record)
    {
        if (WireMessage.KindOf(record.Span) != MessageKind.HeadEvent)
            return;
        var happened = HeadReportCodec.ReadEvent(record);
        // A log that began anew names the chain that it goes on from.
        var before = happened.Step == HeadStep.LogRotated ? happened.HeadId.Span : _chain;
        if (!Next(before, happened).AsSpan().SequenceEqual(happened.Chain.Span) || (happened.Step != HeadStep.LogRotated && happened.Sequence != _sequence + 1))
            Breaks++;
        (_chain, _sequence) = (happened.Chain.ToArray(), happened.Sequence);
        Book.Apply(happened);
    }

    void TakeCounter(ReadOnlyMemory<byte> record)
    {
        if (WireMessage.KindOf(record.Span) == MessageKind.HeadEvent)
            Book.Raise(HeadReportCodec.ReadEvent(record).HeadVersion);
    }

    void WriteCounters(uint floor) =>
        _counters.Rewrite([Encode(Now(HeadStep.Confirmed, new byte[HeadEvent.HashSize], floor, 0, HeadReason.None) with { Sequence = _sequence + 1, Chain = _chain })]);

    HeadEvent Now(HeadStep step, byte[] id, uint version, uint signer, HeadReason reason)
    {
        var now = _clock.GetUtcNow();
        return new HeadEvent
        {
            Sequence = 0,
            UnixMilliseconds = now.ToUnixTimeMilliseconds(),
            TimeQuality = KernelClock.Quality(now),
            Step = step,
            Reason = reason,
            HeadVersion = version,
            HeadId = id,
            SignerId = signer,
        };
    }

    delegate void Sink(ReadOnlySpan<byte> record);

    // Number and chain move only when the sink has taken the record.
    HeadEvent Write(HeadEvent happened, Sink sink)
    {
        happened = happened with { Sequence = _sequence + 1 };
        happened = happened with { Chain = Next(_chain, happened) };
        sink(Encode(happened));
        (_chain, _sequence) = (happened.Chain.ToArray(), happened.Sequence);
        return happened;
    }

    // The old log stays as it is under another name; the new one begins with what still matters.
    void Rotate()
    {
        var (chain, sequence) = (_chain, _sequence);
        try
        {
            _storage.Replace(Path.Combine(_folder, OldLogName), _storage.Read(Path.Combine(_folder, LogName), LargestLog));
            var records = new List<ReadOnlyMemory<byte>>();
            _ = Write(Now(HeadStep.LogRotated, _chain, Book.Floor, 0, HeadReason.None), r => records.Add(r.ToArray()));
            foreach (var happened in Book.Snapshot())
                _ = Write(happened, r => records.Add(r.ToArray()));
            _log.Rewrite(records);
        }
        catch
        {
            (_chain, _sequence) = (chain, sequence);
            throw;
        }
    }
}
