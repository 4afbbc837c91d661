using System.Security.Cryptography;
using System.Text;
using RoverRaman.Inference;

namespace RoverRaman.Onboard;

/// <summary>
/// Keeps the features of the latest spectra and the groups of unknowns over a restart, so that ground can still name what was measured
/// before it. Two files of fixed size; what is new since the last time is written, nothing else. They belong to one backbone: another
/// begins with empty ones, because its features mean something else.
/// </summary>
sealed class SpectrumMemory : IDisposable
{
    /// <summary>File names within the folder.</summary>
    public const string FeaturesName = "recent.rrs", UnknownsName = "unknowns.rrs";

    readonly FeatureStore _features;
    readonly UnknownClusters _unknowns;
    readonly SlotFile _featureFile;
    readonly SlotFile _unknownFile;
    readonly byte[] _entry;
    // Each group has two slots, written in turn: one torn by a power cut leaves the other.
    readonly int[] _slotOf = new int[UnknownClusters.Capacity];
    readonly ulong[] _savedRevision = new ulong[UnknownClusters.Capacity];
    ulong _saved;

    /// <summary>Fills both from what the disk holds.</summary>
    /// <exception cref="IOException">The files cannot be used.</exception>
    public SpectrumMemory(IStorage storage, string folder, BackboneShape backbone, FeatureStore features, UnknownClusters unknowns)
    {
        (_features, _unknowns) = (features, unknowns);
        _entry = new byte[Math.Max(features.EntrySize, unknowns.EntrySize)];
        var key = SHA256.HashData(Encoding.UTF8.GetBytes($"{backbone.Sha256} {backbone.Preprocessing}"));
        _featureFile = new SlotFile(storage, Path.Combine(folder, FeaturesName), key, features.Capacity, features.EntrySize, (_, number, entry) => features.Restore(number, entry.Span));
        _unknownFile = new SlotFile(storage, Path.Combine(folder, UnknownsName), key, 2 * UnknownClusters.Capacity, unknowns.EntrySize, Take);
        _saved = features.Added;
    }

    /// <summary>Entries found damaged at start: torn by a power cut, or worn.</summary>
    public int Damaged => _featureFile.Damaged + _unknownFile.Damaged;

    /// <summary>Writes what is new since the last time. Allocates nothing.</summary>
    /// <exception cref="IOException">The disk failed; it is tried again the next time.</exception>
    public void Save()
    {
        SaveFeatures();
        SaveUnknowns();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _featureFile.Dispose();
        _unknownFile.Dispose();
    }

    void Take(int slot, ulong revision, ReadOnlyMemory<byte> entry)
    {
        var index = slot / 2;
        if (!_unknowns.Restore(index, revision, entry.Span))
            return;
        (_slotOf[index], _savedRevision[index]) = (slot % 2, revision);
    }

    void SaveFeatures()
    {
        var added = _features.Added;
        if (added == _saved)
            return;
        var entry = _entry.AsSpan(0, _features.EntrySize);
        for (var number = Math.Max(_saved + 1, added - Math.Min(added, (ulong)_features.Capacity) + 1); number <= added; number++)
            if (_features.TryCopy(number, entry))
                _featureFile.Write(_features.Place(number), number, entry);
        _featureFile.Sync();
        _saved = added;
    }

    void SaveUnknowns()
    {
        var isNew = false;
        var entry = _entry.AsSpan(0, _unknowns.EntrySize);
        for (var i = 0; i < UnknownClusters.Capacity; i++)
        {
            if (_unknowns.Revision(i) == _savedRevision[i])
                continue;
            var revision = _unknowns.Copy(i, entry);
            _unknownFile.Write(2 * i + 1 - _slotOf[i], revision, entry);
            (_slotOf[i], _savedRevision[i], isNew) = (1 - _slotOf[i], revision, true);
        }
        if (isNew)
            _unknownFile.Sync();
    }
}
