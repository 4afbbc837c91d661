using System.Numerics.Tensors;

namespace RoverRaman.Spectra;

/// <summary>
/// The floor that any trained model must beat: the nearest neighbour among reference spectra. Baseline by clipping, scaling to unit
/// maximum, square root (squashing strong peaks: Carey et al., J. Raman Spectrosc. 46, 2015, 894-903), Pearson correlation. Immutable.
/// </summary>
public sealed class SpectralMatcher
{
    // Queries compared together: 16 of 5.6 kB stay in a core's cache.
    const int Block = 16;

    readonly SpectrumDataSet _references;
    readonly MatcherOptions _options;
    readonly int[] _labelled;
    readonly float[] _prepared;

    /// <summary>Prepares the labelled spectra of <paramref name="references"/>; unlabelled ones are passed over.</summary>
    public SpectralMatcher(SpectrumDataSet references, MatcherOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(references);
        _references = references;
        _options = options ?? new MatcherOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(_options.BaselineIterations, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(_options.MaxLag, nameof(options));
        _labelled = [.. Enumerable.Range(0, references.Labels.Count).Where(i => references.Labels[i] >= 0)];
        _prepared = new float[_labelled.Length * Grid.Count];
        _ = Parallel.For(0, _labelled.Length, i =>
        {
            var row = _prepared.AsSpan(i * Grid.Count, Grid.Count);
            references.Spectra[_labelled[i]].Intensities.CopyTo(row);
            Squash(row);
            Standardize(row);
        });
    }

    /// <summary>The <paramref name="count"/> most similar classes, best first; fewer where the references hold fewer.</summary>
    /// <param name="grid">Query, <see cref="Grid.Count"/> values, not scaled.</param>
    /// <param name="count">At most so many classes.</param>
    public IReadOnlyList<SpectralMatch> Match(ReadOnlySpan<float> grid, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return MatchBlock([grid.ToArray()], count)[0];
    }

    /// <summary>Matches many queries on all cores; element i answers query i.</summary>
    /// <param name="queries">Each <see cref="Grid.Count"/> values, not scaled.</param>
    /// <param name="count">At most so many classes each.</param>
    /// <param name="cancellation">Looked at between blocks of queries.</param>
    public IReadOnlyList<IReadOnlyList<SpectralMatch>> MatchAll(IReadOnlyList<float[]> queries, int count, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var matches = new IReadOnlyList<SpectralMatch>[queries.Count];
        var size = Math.Clamp(queries.Count / Environment.ProcessorCount, 1, Block);
        var blocks = (queries.Count + size - 1) / size;
        _ = Parallel.For(0, blocks, new ParallelOptions { CancellationToken = cancellation }, block =>
        {
            var start = block * size;
            float[][] own = [.. queries.Skip(start).Take(size).Select(query => (float[])query.Clone())];
            MatchBlock(own, count).CopyTo(matches, start);
        });
        return matches;
    }

    // The queries are overwritten.
    IReadOnlyList<SpectralMatch>[] MatchBlock(float[][] queries, int count)
    {
        foreach (var query in queries)
        {
            if (query.Length != Grid.Count)
                throw new ArgumentException($"Expected {Grid.Count} grid points, found {query.Length}.", nameof(queries));
            Squash(query);
        }
        var best = Array.ConvertAll(queries, _ => new SpectralMatch?[_references.Classes.Count]);
        var shifted = Array.ConvertAll(queries, _ => new float[Grid.Count]);
        for (var lag = -_options.MaxLag; lag <= _options.MaxLag; lag++)
        {
            for (var q = 0; q < queries.Length; q++)
            {
                Shift(queries[q], lag, shifted[q]);
                Standardize(shifted[q]);
            }
            Compare(shifted, lag, best);
        }
        return Array.ConvertAll(best, found => (IReadOnlyList<SpectralMatch>)
            [.. found.OfType<SpectralMatch>().OrderByDescending(match => match.Similarity).ThenBy(match => match.Label).Take(count)]);
    }

    // References outside, queries inside: a reference is fetched from memory once for the whole block.
    void Compare(float[][] queries, int lag, SpectralMatch?[][] best)
    {
        for (var i = 0; i < _labelled.Length; i++)
        {
            var reference = _prepared.AsSpan(i * Grid.Count, Grid.Count);
            var label = _references.Labels[_labelled[i]];
            for (var q = 0; q < queries.Length; q++)
            {
                var similarity = TensorPrimitives.Dot(queries[q], reference);
                if (best[q][label] is not { } known || similarity > known.Similarity)
                    best[q][label] = new SpectralMatch(label, _references.Classes[label], similarity, lag, _references.Spectra[_labelled[i]].Source);
            }
        }
    }

    void Squash(Span<float> values)
    {
        SnipBaseline.Remove(values, _options.BaselineIterations);
        var maximum = 0f;
        foreach (var value in values)
            maximum = Math.Max(maximum, value);
        for (var i = 0; i < values.Length; i++)
            values[i] = maximum > 0 && values[i] > 0 ? MathF.Sqrt(values[i] / maximum) : 0;
    }

    // Zero mean and unit length, so that a dot product is Pearson's correlation; no variance leaves zeros, which correlate with nothing.
    static void Standardize(Span<float> values)
    {
        double sum = 0, squares = 0;
        foreach (var value in values)
            sum += value;
        var mean = (float)(sum / values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] -= mean;
            squares += values[i] * values[i];
        }
        var scale = squares > 1e-12 ? (float)(1 / Math.Sqrt(squares)) : 0;
        for (var i = 0; i < values.Length; i++)
            values[i] *= scale;
    }

    // Without baseline, what a shift uncovers is zero.
    static void Shift(ReadOnlySpan<float> values, int lag, Span<float> shifted)
    {
        shifted.Clear();
        var size = Math.Max(0, values.Length - Math.Abs(lag));
        values.Slice(Math.Min(values.Length, Math.Max(0, -lag)), size).CopyTo(shifted[Math.Min(values.Length, Math.Max(0, lag))..]);
    }
}
