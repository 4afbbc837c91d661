using RoverRaman.Wire;

namespace RoverRaman.Triage;

/// <summary>
/// Orders products for a narrow link: bins first, then value a byte times a discount for what resembles a product already chosen
/// (maximal marginal relevance, as JEWEL of OWLS-Autonomy uses it). Incremental: each waiting product keeps its largest similarity, so a
/// choice costs one distance a product, whatever was sent in the past. Bounded memory, nothing allocated after the start, one thread.
/// </summary>
/// <remarks>
/// Records, pictures and whole spectra are three groups that do not discount each other: a record does not make its own spectrum dull.
/// Score = value / bytes * ((1 - a) + a (1 - similarity)). Equal scores: the older first, then the lower sequence, then the smaller kind.
/// </remarks>
public sealed class Prioritiser
{
    const int Groups = 3;

    readonly PrioritiserOptions _options;
    readonly DiversityMemory[] _chosen;
    readonly Candidate[] _items;
    readonly float[] _descriptors;
    readonly float[] _similarity;
    readonly Dictionary<ProductKey, int> _index;
    readonly long[] _evicted = new long[ProductSummary.MaxBin + 1];
    int _count;

    /// <summary>An empty queue.</summary>
    public Prioritiser(PrioritiserOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Capacity, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Memory, 1, nameof(options));
        _options = options;
        _chosen = [.. Enumerable.Range(0, Groups).Select(_ => new DiversityMemory(options.Memory, options.SimilarityScale))];
        _items = new Candidate[options.Capacity];
        _descriptors = new float[options.Capacity * Descriptor.Size];
        _similarity = new float[options.Capacity];
        _index = new Dictionary<ProductKey, int>(options.Capacity);
    }

    /// <summary>Products that wait.</summary>
    public int Count => _count;

    /// <summary>Products whose value was not a number.</summary>
    public long NotFinite { get; private set; }

    /// <summary>Products of a bin given up for better ones.</summary>
    public long Evicted(int bin) => _evicted[bin];

    /// <summary>True where the product waits.</summary>
    public bool Holds(ProductKey key) => _index.ContainsKey(key);

    /// <summary>1 - largest similarity with the pictures and records chosen so far, 0..1.</summary>
    public float Novelty(ReadOnlySpan<float> descriptor) => 1 - Math.Max(_chosen[0].Similarity(descriptor, 0, 0), _chosen[1].Similarity(descriptor, 0, 0));

    /// <summary>Takes a product. False where it waits already, or is itself the one that there is no room for.</summary>
    /// <param name="candidate">The product.</param>
    /// <param name="descriptor">Its spectrum's place, <see cref="Descriptor.Size"/> numbers.</param>
    /// <param name="evicted">What was given up for want of room, the candidate itself perhaps; null where there was room.</param>
    public bool Offer(Candidate candidate, ReadOnlySpan<float> descriptor, out Candidate? evicted)
    {
        evicted = null;
        if (_index.ContainsKey(candidate.Key))
            return false;
        var item = Sound(candidate);
        var similarity = item.IsRepair ? 0 : _chosen[GroupOf(item.Key.Kind)].Similarity(descriptor, item.ClassId, item.Confidence);
        if (_count == _items.Length)
        {
            var worst = Worst();
            evicted = IsBefore(item, Score(item, similarity), _items[worst], Score(worst)) ? _items[worst] : candidate;
            _evicted[evicted.Value.Bin]++;
            if (evicted.Value.Key == candidate.Key)
                return false;
            RemoveAt(worst);
        }
        _items[_count] = item;
        _similarity[_count] = similarity;
        descriptor.CopyTo(Place(_count));
        _index.Add(item.Key, _count++);
        return true;
    }

    /// <summary>Chooses the best product of at most <paramref name="maximumBytes"/>; larger ones are passed over and wait on.</summary>
    /// <returns>False where there is none.</returns>
    public bool TryTake(int maximumBytes, out Candidate chosen)
    {
        var best = -1;
        var bestScore = 0.0;
        for (var i = 0; i < _count; i++)
        {
            if (_items[i].Bytes > maximumBytes)
                continue;
            var score = Score(i);
            if (best < 0 || IsBefore(_items[i], score, _items[best], bestScore))
                (best, bestScore) = (i, score);
        }
        chosen = best < 0 ? default : _items[best];
        if (best < 0)
            return false;
        Choose(best);
        RemoveAt(best);
        return true;
    }

    /// <summary>Notes that a product was chosen before: by an earlier run, or by command.</summary>
    public void Remember(in Candidate chosen, ReadOnlySpan<float> descriptor) =>
        _chosen[GroupOf(chosen.Key.Kind)].Add(descriptor, chosen.ClassId, chosen.Confidence);

    /// <summary>Takes a product out; false where it does not wait.</summary>
    public bool Remove(ProductKey key)
    {
        if (!_index.TryGetValue(key, out var at))
            return false;
        RemoveAt(at);
        return true;
    }

    /// <summary>Puts a product into another bin; false where it does not wait.</summary>
    public bool Move(ProductKey key, byte bin)
    {
        if (!_index.TryGetValue(key, out var at))
            return false;
        _items[at] = _items[at] with { Bin = Math.Min(bin, ProductSummary.MaxBin) };
        return true;
    }

    /// <summary>What waits, in no order.</summary>
    public ReadOnlySpan<Candidate> Waiting => _items.AsSpan(0, _count);

    // The one chosen discounts every one that waits: one distance each.
    void Choose(int at)
    {
        var item = _items[at];
        if (item.IsRepair)
            return;
        var group = GroupOf(item.Key.Kind);
        var descriptor = Place(at);
        var isBlank = descriptor.IndexOfAnyExcept(0f) < 0;
        for (var i = 0; i < _count; i++)
        {
            if (GroupOf(_items[i].Key.Kind) != group || _items[i].IsRepair)
                continue;
            var features = isBlank ? 0 : _chosen[group].Kernel(Place(i), descriptor);
            var classes = _items[i].ClassId == item.ClassId ? Math.Min(_items[i].Confidence, item.Confidence) : 0;
            _similarity[i] = Math.Max(_similarity[i], Math.Max(features, classes));
        }
        _chosen[group].Add(descriptor, item.ClassId, item.Confidence);
    }

    Candidate Sound(Candidate candidate)
    {
        if (!float.IsFinite(candidate.Value))
            NotFinite++;
        return candidate with
        {
            Value = float.IsFinite(candidate.Value) ? Math.Clamp(candidate.Value, 0, 1) : 0,
            Confidence = candidate.Confidence > 0 ? Math.Min(candidate.Confidence, 1) : 0,
            Bytes = Math.Max(candidate.Bytes, 1),
            Bin = Math.Min(candidate.Bin, ProductSummary.MaxBin),
        };
    }

    double Score(int at) => Score(_items[at], _similarity[at]);

    double Score(in Candidate item, float similarity) => item.Value / (double)item.Bytes * (1 - _options.Diversity * similarity);

    static bool IsBefore(in Candidate left, double leftScore, in Candidate right, double rightScore)
    {
        if (left.Bin != right.Bin)
            return left.Bin < right.Bin;
        if (leftScore != rightScore)
            return leftScore > rightScore;
        if (left.Age != right.Age)
            return left.Age < right.Age;
        return left.Key.Sequence != right.Key.Sequence ? left.Key.Sequence < right.Key.Sequence : left.Key.Kind < right.Key.Kind;
    }

    int Worst()
    {
        var worst = 0;
        var worstScore = Score(0);
        for (var i = 1; i < _count; i++)
        {
            var score = Score(i);
            if (IsBefore(_items[worst], worstScore, _items[i], score))
                (worst, worstScore) = (i, score);
        }
        return worst;
    }

    // The last one takes the free place.
    void RemoveAt(int at)
    {
        _ = _index.Remove(_items[at].Key);
        var last = --_count;
        if (at == last)
            return;
        _items[at] = _items[last];
        _similarity[at] = _similarity[last];
        Place(last).CopyTo(Place(at));
        _index[_items[at].Key] = at;
    }

    Span<float> Place(int at) => _descriptors.AsSpan(at * Descriptor.Size, Descriptor.Size);

    static int GroupOf(ProductKind kind) => kind switch
    {
        ProductKind.Bits or ProductKind.Tiny or ProductKind.Standard or ProductKind.Catalogue or ProductKind.Message => 0,
        ProductKind.Near or ProductKind.Lossless => 2,
        _ => 1,
    };
}
