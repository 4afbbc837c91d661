using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>
/// The ground's end of a link, without clock, thread or socket: frames in, products into the archive, reports out. A product is
/// acknowledged only after it is in the archive for good; one that comes again is acknowledged again and stored once.
/// </summary>
public sealed class LinkReceiver
{
    // Products of which parts are awaited at the same time; the oldest gives way.
    const int MostSets = 256;
    const int MostMissing = 512;

    readonly ProductArchive _archive;
    readonly LinkUnframer _unframer;
    readonly BitLinkReader _bits = new();
    readonly Dictionary<ProductKey, FragmentSet> _sets = [];
    readonly Queue<ProductKey> _oldestSets = new();
    readonly HashSet<ProductKey> _toAcknowledge = [];
    uint _reports;
    long _now;

    /// <summary>Receives into <paramref name="archive"/>.</summary>
    public LinkReceiver(ProductArchive archive, LinkEnvelope envelope, ushort apid = LinkFramer.DefaultApid) =>
        (_archive, _unframer) = (archive, new LinkUnframer(envelope, apid));

    /// <summary>Told of each product that was new, after it is safe.</summary>
    public Action<ArchivedProduct>? OnProduct { get; set; }

    /// <summary>Told of each message that is no product of this link (older robots send these).</summary>
    public Action<ReadOnlyMemory<byte>>? OnMessage { get; set; }

    /// <summary>Units received.</summary>
    public long Units { get; private set; }

    /// <summary>Products that were new.</summary>
    public long Products { get; private set; }

    /// <summary>Products that had come before.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Units that contradict the protocol, and sets of fragments that did not belong together.</summary>
    public long Undecodable { get; private set; }

    /// <summary>Frames that were damaged.</summary>
    public long BadFrames => _unframer.BadFrames + _bits.WordsLost;

    /// <summary>Takes one datagram.</summary>
    public void ReadDatagram(ReadOnlySpan<byte> datagram, long unixMilliseconds)
    {
        _now = unixMilliseconds;
        _unframer.ReadDatagram(datagram, Accept);
    }

    /// <summary>Takes the next bytes of a stream.</summary>
    public void Read(ReadOnlySpan<byte> bytes, long unixMilliseconds)
    {
        _now = unixMilliseconds;
        _unframer.Read(bytes, Accept);
    }

    /// <summary>Takes one word of a link of 13 bits.</summary>
    public void ReadWord(ushort word, long unixMilliseconds)
    {
        _now = unixMilliseconds;
        if (!_bits.TryRead(word, out ulong product))
            return;
        byte[] unit = new byte[ProductUnit.BitsSize];
        ProductUnit.WriteBits(unit, BitProduct.Unpack(product));
        Accept(unit);
    }

    /// <summary>Writes what has come to the archive, and tells the robot.</summary>
    /// <param name="mostKeys">Most products in one report; the others wait for the next.</param>
    /// <returns>Null where there is nothing to tell.</returns>
    public LinkReport? Report(int mostKeys = 4096)
    {
        Save();
        var missing = _sets.Where(set => set.Value.TouchedAt < _reports).Select(set => new MissingFragments(set.Key, set.Value.Missing(MostMissing))).ToArray();
        ProductKey[] received = [.. _toAcknowledge.Take(mostKeys)];
        _reports++;
        if (received.Length == 0 && missing.Length == 0)
            return null;
        _toAcknowledge.ExceptWith(received);
        foreach (var (key, _) in missing)
            _sets[key].TouchedAt = _reports; // one report's time to come before it is asked for again
        return new LinkReport(_reports, received, missing);
    }

    /// <summary>Writes what has come to the archive.</summary>
    public void Save()
    {
        var added = _archive.Commit();
        Products += added.Count;
        Duplicates += _noted - added.Count;
        _noted = 0;
        if (OnProduct is { } tell)
            foreach (var product in added)
                tell(product);
    }

    long _noted;

    void Accept(ReadOnlyMemory<byte> unit)
    {
        Units++;
        try
        {
            if (!unit.IsEmpty && unit.Span[0] == LinkFragment.Tag)
                AcceptFragment(unit.Span);
            else if (ProductUnit.KeyOf(unit) is { } key)
                AcceptProduct(key, unit);
            else if (WireMessage.KindOf(unit.Span) is not null)
                OnMessage?.Invoke(unit);
            else
                Undecodable++;
        }
        catch (WireFormatException)
        {
            Undecodable++;
        }
    }

    void AcceptProduct(ProductKey key, ReadOnlyMemory<byte> unit)
    {
        var whole = Whole(key);
        _ = _sets.Remove(whole);
        _archive.Add(new ArchivedProduct(whole, _now, unit.ToArray()));
        _noted++;
        _ = _toAcknowledge.Add(whole);
    }

    void AcceptFragment(ReadOnlySpan<byte> unit)
    {
        var fragment = LinkFragment.Read(unit, out var data);
        if (_toAcknowledge.Contains(fragment.Key))
            return;
        if (!_sets.TryGetValue(fragment.Key, out var set) || set.Count != fragment.Count)
            set = Open(fragment);
        set.TouchedAt = _reports;
        set.Add(fragment.Index, data);
        if (!set.IsWhole)
            return;
        _ = _sets.Remove(fragment.Key);
        if (set.Join() is { } product && ProductUnit.KeyOf(product) == fragment.Key)
            AcceptProduct(fragment.Key, product);
        else
            Undecodable++;
    }

    FragmentSet Open(LinkFragment fragment)
    {
        if (!_sets.ContainsKey(fragment.Key))
            _oldestSets.Enqueue(fragment.Key);
        while (_sets.Count >= MostSets && _oldestSets.TryDequeue(out var oldest))
            _ = _sets.Remove(oldest);
        return _sets[fragment.Key] = new FragmentSet(fragment.Count);
    }

    ProductKey Whole(ProductKey key) => key.Kind switch
    {
        ProductKind.Bits => key with { Sequence = SequenceExpansion.Nearest(key.Sequence, BitProduct.SequenceModulus, _archive.HighestSequence) },
        ProductKind.Tiny => key with { Sequence = SequenceExpansion.Nearest(key.Sequence, TinyProduct.SequenceModulus, _archive.HighestSequence) },
        _ => key,
    };
}
