namespace RoverRaman.Emulator;

/// <summary>
/// The order in which samples pass under the instrument: shuffled by the seed, minerals spread (each once before any comes
/// again), over and over until the wanted number was played.
/// </summary>
public sealed class SpectrumPlayer
{
    readonly PlayableSpectrum[] _order;
    readonly long? _count;

    /// <summary>Prepares the order.</summary>
    /// <param name="spectra">What can be played, at least one.</param>
    /// <param name="seed">Seed of the order.</param>
    /// <param name="count">How many to play in all, or null for no end.</param>
    public SpectrumPlayer(IEnumerable<PlayableSpectrum> spectra, int seed, long? count = null)
    {
        _order = Spread(spectra, new Random(seed));
        _count = count;
        if (_order.Length == 0)
            throw new ArgumentException("Expected at least one spectrum to play, found none.", nameof(spectra));
    }

    /// <summary>Spectra played so far.</summary>
    public long Played { get; private set; }

    /// <summary>Whether the last one was played.</summary>
    public bool Finished => Played >= _count;

    /// <summary>The next sample.</summary>
    public PlayableSpectrum Next() => _order[Played++ % _order.Length];

    static PlayableSpectrum[] Spread(IEnumerable<PlayableSpectrum> spectra, Random random)
    {
        var minerals = spectra.GroupBy(spectrum => spectrum.Mineral, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.ToArray()).ToArray();
        random.Shuffle(minerals);
        foreach (var mineral in minerals)
            random.Shuffle(mineral);
        var rounds = minerals.Length == 0 ? 0 : minerals.Max(mineral => mineral.Length);
        return [.. Enumerable.Range(0, rounds).SelectMany(round => minerals.Where(mineral => round < mineral.Length).Select(mineral => mineral[round]))];
    }
}
