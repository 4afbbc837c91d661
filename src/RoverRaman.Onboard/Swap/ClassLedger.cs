using RoverRaman.Heads;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// Which mineral each class id has ever meant in a head that was used or tried here, those retired since included: decisions that ground has read
/// carry these ids, so none may come to mean another mineral. A log of class tables beside the journal; each id stands in it once.
/// </summary>
sealed class ClassLedger : IDisposable
{
    /// <summary>File name within the folder.</summary>
    public const string FileName = "classes.rrj";

    const int MaxRecord = 32 << 10;

    readonly Dictionary<ushort, string> _names = [];
    readonly DurableLog _log;

    /// <summary>Reads what there is, or begins.</summary>
    /// <exception cref="IOException">The disk cannot be used.</exception>
    public ClassLedger(IStorage storage, string folder) =>
        _log = new DurableLog(storage, Path.Combine(folder, FileName), (ushort.MaxValue + 1) * 2 * ClassName.MaxNameBytes, Take);

    /// <summary>Stretches of damage found at start; ids of the heads onboard are noted again, retired ones may be lost.</summary>
    public long Damaged => _log.DamagedRegions;

    /// <summary>Notes the classes of a head that is about to decide; on the disk when this returns.</summary>
    /// <exception cref="IOException">The disk failed; the head must not decide.</exception>
    public void Note(HeadManifest head, uint backboneId)
    {
        ClassName[] fresh = [.. head.Classes.Where(c => _names.GetValueOrDefault(c.Id) != c.Name)];
        if (fresh.Length == 0)
            return;
        foreach (var part in ClassTableCodec.Parts(new ClassTable(head.HeadVersion, backboneId, fresh), MaxRecord))
        {
            var buffer = new FixedBufferWriter(MaxRecord);
            ClassTableCodec.Write(buffer, part);
            _log.Append(buffer.Written.Span);
        }
        _log.Sync();
        Learn(fresh);
    }

    /// <summary>Refuses a head that gives an id of a class that is gone to another mineral.</summary>
    /// <exception cref="HeadRefusedException">It does.</exception>
    public void Check(HeadManifest head)
    {
        foreach (var (id, name) in head.Classes)
            if (_names.TryGetValue(id, out var before) && before != name)
                throw new HeadRefusedException(HeadRefusal.ClassRetired, $"Expected class {id} to mean '{before}' for ever, as it did here before, found '{name}'. Give the new mineral an id that was never used.");
    }

    /// <inheritdoc/>
    public void Dispose() => _log.Dispose();

    void Take(ReadOnlyMemory<byte> record)
    {
        if (WireMessage.KindOf(record.Span) == MessageKind.ClassTable)
            Learn(ClassTableCodec.Read(record).Classes);
    }

    void Learn(IEnumerable<ClassName> classes)
    {
        foreach (var (id, name) in classes)
            _names[id] = name;
    }
}
