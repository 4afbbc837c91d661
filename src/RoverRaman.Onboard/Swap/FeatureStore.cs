using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RoverRaman.Onboard;

/// <summary>
/// The features of the latest spectra, by number: what a teach order names. Fixed memory; the oldest make room. The processing thread
/// adds in constant time; other threads take copies.
/// </summary>
public sealed class FeatureStore
{
    const int EntryHead = sizeof(uint) + sizeof(int);

    readonly Lock _gate = new();
    readonly uint[] _ids;
    readonly int[] _named;
    readonly ulong[] _numbers;
    readonly float[] _features;
    readonly int _size;
    ulong _added;

    /// <summary>Room for <paramref name="spectra"/> spectra of <paramref name="featureCount"/> values.</summary>
    public FeatureStore(int spectra, int featureCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(spectra, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        (_ids, _named, _numbers, _size) = (new uint[spectra], new int[spectra], new ulong[spectra], featureCount);
        _features = new float[spectra * featureCount];
    }

    /// <summary>Spectra kept.</summary>
    public int Capacity => _ids.Length;

    /// <summary>Spectra added so far, those before a restart included; the n-th has the number n.</summary>
    public ulong Added { get { lock (_gate) return _added; } }

    /// <summary>Bytes of an entry for the disk: id, class id or -1, features; little-endian, as every processor that this runs on is.</summary>
    public int EntrySize => EntryHead + _size * sizeof(float);

    /// <summary>Keeps one spectrum's features. Allocates nothing. Numbers begin at 1; 0 marks an empty place.</summary>
    /// <param name="spectrumId">Number of the spectrum; an older one of the same number is forgotten.</param>
    /// <param name="features">Its features.</param>
    /// <param name="named">Id of the class that it was named with confidence; -1 where it was not.</param>
    public void Add(uint spectrumId, ReadOnlySpan<float> features, int named = -1)
    {
        lock (_gate)
        {
            Forget(spectrumId);
            var place = Place(++_added);
            features.CopyTo(Features(place));
            (_ids[place], _named[place], _numbers[place]) = (spectrumId, named, _added);
        }
    }

    /// <summary>A copy of a spectrum's features; null where it is not kept (any more).</summary>
    public float[]? Find(uint spectrumId)
    {
        lock (_gate)
            return spectrumId != 0 && Array.IndexOf(_ids, spectrumId) is >= 0 and var at ? Features(at).ToArray() : null;
    }

    /// <summary>Copies of the latest spectra that were named with confidence, at most <paramref name="ofAClass"/> of each class.</summary>
    public IReadOnlyList<(ushort ClassId, uint SpectrumId, float[] Features)> Named(int ofAClass)
    {
        var found = new List<(ushort, uint, float[])>();
        var counts = new Dictionary<int, int>();
        lock (_gate)
            for (var i = 0; i < _ids.Length; i++)
            {
                var at = (Place(_added) - i + _ids.Length) % _ids.Length;
                if (_ids[at] == 0 || _named[at] < 0 || counts.GetValueOrDefault(_named[at]) >= ofAClass)
                    continue;
                counts[_named[at]] = counts.GetValueOrDefault(_named[at]) + 1;
                found.Add(((ushort)_named[at], _ids[at], Features(at).ToArray()));
            }
        return found;
    }

    /// <summary>True where the spectrum is kept.</summary>
    public bool Has(uint spectrumId)
    {
        lock (_gate)
            return spectrumId != 0 && Array.IndexOf(_ids, spectrumId) >= 0;
    }

    /// <summary>Copies an entry for the disk; false where it has made room or was forgotten. Allocates nothing.</summary>
    public bool TryCopy(ulong number, Span<byte> entry)
    {
        lock (_gate)
        {
            var place = Place(number);
            if (_numbers[place] != number || _ids[place] == 0)
                return false;
            BinaryPrimitives.WriteUInt32LittleEndian(entry, _ids[place]);
            BinaryPrimitives.WriteInt32LittleEndian(entry[sizeof(uint)..], _named[place]);
            MemoryMarshal.AsBytes(Features(place)).CopyTo(entry[EntryHead..]);
            return true;
        }
    }

    /// <summary>Takes an entry back from the disk; of two with the same spectrum the later one stays.</summary>
    public void Restore(ulong number, ReadOnlySpan<byte> entry)
    {
        lock (_gate)
        {
            var id = BinaryPrimitives.ReadUInt32LittleEndian(entry);
            _added = Math.Max(_added, number);
            if (id != 0 && Array.IndexOf(_ids, id) is >= 0 and var other && _numbers[other] > number)
                return;
            Forget(id);
            var place = Place(number);
            MemoryMarshal.Cast<byte, float>(entry[EntryHead..]).CopyTo(Features(place));
            (_ids[place], _named[place], _numbers[place]) = (id, BinaryPrimitives.ReadInt32LittleEndian(entry[sizeof(uint)..]), number);
        }
    }

    /// <summary>Where the entry of a number is, here and in the file.</summary>
    public int Place(ulong number) => number == 0 ? 0 : (int)((number - 1) % (ulong)_ids.Length);

    Span<float> Features(int place) => _features.AsSpan(place * _size, _size);

    void Forget(uint spectrumId)
    {
        if (spectrumId != 0 && Array.IndexOf(_ids, spectrumId) is >= 0 and var at)
            _ids[at] = 0;
    }
}
