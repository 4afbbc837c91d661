namespace RoverRaman.Onboard;

/// <summary>
/// The features of the latest spectra, by number: what a teach order names. Fixed memory; the oldest make room. The processing thread
/// adds in constant time; other threads take copies.
/// </summary>
public sealed class FeatureStore
{
    readonly Lock _gate = new();
    readonly uint[] _ids;
    readonly float[] _features;
    readonly int _size;
    int _next;

    /// <summary>Room for <paramref name="spectra"/> spectra of <paramref name="featureCount"/> values.</summary>
    public FeatureStore(int spectra, int featureCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(spectra, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        (_ids, _size) = (new uint[spectra], featureCount);
        _features = new float[spectra * featureCount];
    }

    /// <summary>Keeps one spectrum's features. Allocates nothing. Numbers begin at 1; 0 marks an empty place.</summary>
    public void Add(uint spectrumId, ReadOnlySpan<float> features)
    {
        lock (_gate)
        {
            features.CopyTo(_features.AsSpan(_next * _size, _size));
            _ids[_next] = spectrumId;
            _next = (_next + 1) % _ids.Length;
        }
    }

    /// <summary>A copy of a spectrum's features; null where it is not kept (any more).</summary>
    public float[]? Find(uint spectrumId)
    {
        lock (_gate)
            return spectrumId != 0 && Array.LastIndexOf(_ids, spectrumId) is >= 0 and var at ? _features.AsSpan(at * _size, _size).ToArray() : null;
    }

    /// <summary>True where the spectrum is kept.</summary>
    public bool Has(uint spectrumId)
    {
        lock (_gate)
            return spectrumId != 0 && Array.IndexOf(_ids, spectrumId) >= 0;
    }
}
