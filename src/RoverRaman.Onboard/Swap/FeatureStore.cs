namespace RoverRaman.Onboard;

/// <summary>
/// The features of the latest spectra, by number: what a teach order names. Fixed memory; the oldest make room. The processing thread
/// adds in constant time; other threads take copies.
/// </summary>
public sealed class FeatureStore
{
    readonly Lock _gate = new();
    readonly uint[] _ids;
    readonly int[] _named;
    readonly float[] _features;
    readonly int _size;
    int _next;

    /// <summary>Room for <paramref name="spectra"/> spectra of <paramref name="featureCount"/> values.</summary>
    public FeatureStore(int spectra, int featureCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(spectra, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        (_ids, _named, _size) = (new uint[spectra], new int[spectra], featureCount);
        _features = new float[spectra * featureCount];
    }

    /// <summary>Spectra kept.</summary>
    public int Capacity => _ids.Length;

    /// <summary>Keeps one spectrum's features. Allocates nothing. Numbers begin at 1; 0 marks an empty place.</summary>
    /// <param name="spectrumId">Number of the spectrum.</param>
    /// <param name="features">Its features.</param>
    /// <param name="named">Id of the class that it was named with confidence; -1 where it was not.</param>
    public void Add(uint spectrumId, ReadOnlySpan<float> features, int named = -1)
    {
        lock (_gate)
        {
            features.CopyTo(_features.AsSpan(_next * _size, _size));
            (_ids[_next], _named[_next]) = (spectrumId, named);
            _next = (_next + 1) % _ids.Length;
        }
    }

    /// <summary>A copy of a spectrum's features; null where it is not kept (any more).</summary>
    public float[]? Find(uint spectrumId)
    {
        lock (_gate)
            return spectrumId != 0 && Array.LastIndexOf(_ids, spectrumId) is >= 0 and var at ? _features.AsSpan(at * _size, _size).ToArray() : null;
    }

    /// <summary>Copies of the latest spectra that were named with confidence, at most <paramref name="ofAClass"/> of each class.</summary>
    public IReadOnlyList<(ushort ClassId, uint SpectrumId, float[] Features)> Named(int ofAClass)
    {
        var found = new List<(ushort, uint, float[])>();
        var counts = new Dictionary<int, int>();
        lock (_gate)
            for (var i = 1; i <= _ids.Length; i++)
            {
                var at = (_next - i + _ids.Length) % _ids.Length;
                if (_ids[at] == 0 || _named[at] < 0 || counts.GetValueOrDefault(_named[at]) >= ofAClass)
                    continue;
                counts[_named[at]] = counts.GetValueOrDefault(_named[at]) + 1;
                found.Add(((ushort)_named[at], _ids[at], _features.AsSpan(at * _size, _size).ToArray()));
            }
        return found;
    }

    /// <summary>True where the spectrum is kept.</summary>
    public bool Has(uint spectrumId)
    {
        lock (_gate)
            return spectrumId != 0 && Array.IndexOf(_ids, spectrumId) >= 0;
    }
}
