using System.Buffers;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// The products that are not acknowledged, on disk and in memory. What was added is safe after <see cref="Sync"/>; what was acknowledged
/// stays so over any power cut after <see cref="Finish"/> has returned. Without room, in memory or on the disk, the least product of the
/// highest bin leaves first, and is counted. One thread.
/// </summary>
public sealed class ProductStore : IDisposable
{
    readonly ProductStoreOptions _options;
    readonly DurableLog _log;
    readonly Dictionary<ProductKey, HeldProduct> _held = [];
    readonly ArrayBufferWriter<byte> _record = new(1024);
    readonly long[] _states = new long[(int)ProductState.Superseded + 1];
    long _bytes;
    bool _dirty;

    /// <summary>Opens or begins the store; products of the last run wait again.</summary>
    /// <exception cref="IOException">The log cannot be used.</exception>
    public ProductStore(IStorage storage, ProductStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        // Longer only where another program wrote it: compaction keeps it within three times the products.
        _log = new DurableLog(storage, options.Path, Math.Max(16 << 20, 4 * options.MaximumBytes), Replay);
        foreach (var product in _held.Values)
            product.IsDurable = true;
    }

    /// <summary>Products that wait or are not acknowledged.</summary>
    public IReadOnlyCollection<HeldProduct> Held => _held.Values;

    /// <summary>Bytes of their bodies.</summary>
    public long Bytes => _bytes;

    /// <summary>Bytes of the log.</summary>
    public long LogBytes => _log.Length;

    /// <summary>Largest sequence of a decision ever stored here, as far as it is known; 0 where there is none.</summary>
    public uint LastSequence { get; private set; }

    /// <summary>Largest number of a message or catalogue ever stored here, as far as it is known; 0 where there is none.</summary>
    public uint LastMessage { get; private set; }

    /// <summary>Bytes that a power cut left behind the last good record.</summary>
    public long TornBytes => _log.TornBytes;

    /// <summary>Records that the disk did not take; their products were given up.</summary>
    public long WriteFailures { get; private set; }

    /// <summary>Products that have come into a state since the start.</summary>
    public long Count(ProductState state) => _states[(int)state];

    /// <summary>The product of this key, or null. Keys of small tiers are compared as the link carries them.</summary>
    public HeldProduct? Find(ProductKey key) => _held.GetValueOrDefault(OnLink(key));

    /// <summary>Keeps a product. False where it is held already, or where there is no room for it: then it is counted as expired.</summary>
    /// <param name="product">The product.</param>
    /// <param name="onExpired">Told of each product that had to leave for it.</param>
    public bool Add(StoredProduct product, Action<ProductKey>? onExpired = null)
    {
        ArgumentNullException.ThrowIfNull(product);
        var key = OnLink(product.Key);
        if (_held.ContainsKey(key))
            return false;
        var held = new HeldProduct { Stored = product };
        _held.Add(key, held);
        _bytes += product.Body.Length;
        _states[(int)ProductState.Stored]++;
        MakeRoom(onExpired);
        if (!_held.ContainsKey(key) || !TryWrite(product, key, onExpired))
            return false;
        Mark(product.Key);
        _states[(int)ProductState.Queued]++;
        _dirty = true;
        if (product.Bin <= _options.SyncAtOnce)
            Sync();
        return true;
    }

    /// <summary>Forces what was added to the disk. False where the disk failed: nothing new may be sent then.</summary>
    public bool Sync()
    {
        if (!_dirty)
            return true;
        try
        {
            _log.Sync();
        }
        catch (IOException)
        {
            WriteFailures++;
            return false;
        }
        _dirty = false;
        foreach (var product in _held.Values)
            product.IsDurable = true;
        return true;
    }

    /// <summary>Notes that products left; they are held until the ground says that it has them.</summary>
    public void Sent(HeldProduct product, long now)
    {
        (product.State, product.SentAt, product.Missing) = (ProductState.Sent, now, null);
        product.Attempts++;
        _states[(int)ProductState.Sent]++;
    }

    /// <summary>Products have reached their end: acknowledged, expired, superseded, or sent where nobody answers. Durable when it returns.</summary>
    /// <returns>Those that were held; others (a second acknowledgement) change nothing.</returns>
    public IReadOnlyList<HeldProduct> Finish(ProductState state, IEnumerable<ProductKey> keys)
    {
        var finished = keys.Select(Find).OfType<HeldProduct>().Distinct().ToArray();
        if (finished.Length == 0)
            return finished;
        foreach (var product in finished)
            Drop(product, state);
        try
        {
            foreach (var chunk in finished.Chunk(1000))
            {
                _record.ResetWrittenCount();
                StoreCodec.Write(_record, state, chunk.Select(product => product.Stored.Key));
                _log.Append(_record.WrittenSpan);
            }
            _log.Sync();
            Compact();
        }
        catch (IOException)
        {
            WriteFailures++; // after a power cut they are sent again, and the ground drops what it has
        }
        return finished;
    }

    /// <summary>Gives up products that have waited too long. To be called now and then.</summary>
    /// <returns>Those that were given up.</returns>
    public IReadOnlyList<HeldProduct> Expire(long now)
    {
        if (_options.MaximumAge == 0)
            return [];
        var old = new List<ProductKey>();
        foreach (var product in _held.Values)
        {
            if (product.Since == 0)
                product.Since = now;
            if (now - product.Since >= _options.MaximumAge)
                old.Add(product.Stored.Key);
        }
        return Finish(ProductState.Expired, old);
    }

    /// <inheritdoc/>
    public void Dispose() => _log.Dispose();

    // Bits and tiny products carry the end of their sequence alone.
    static ProductKey OnLink(ProductKey key) => key with { Sequence = ProductUnit.SequenceOnLink(key) };

    static bool IsMessage(ProductKey key) => key.Kind is ProductKind.Catalogue or ProductKind.Message;

    void Mark(ProductKey key)
    {
        if (IsMessage(key))
            LastMessage = Math.Max(LastMessage, key.Sequence);
        else
            LastSequence = Math.Max(LastSequence, key.Sequence);
    }

    void Replay(ReadOnlyMemory<byte> record)
    {
        try
        {
            if (WireMessage.KindOf(record.Span) == MessageKind.StoredProduct)
                Restore(StoreCodec.ReadProduct(record));
            else if (WireMessage.KindOf(record.Span) == MessageKind.StoredStates)
                foreach (var key in StoreCodec.ReadStates(record).Keys)
                    ReplayEnd(key);
        }
        catch (WireFormatException)
        {
            WriteFailures++; // its checksum holds, so a newer version wrote it; what it says is lost to this one
        }
    }

    void ReplayEnd(ProductKey key)
    {
        Mark(key);
        if (_held.Remove(OnLink(key), out var gone))
            _bytes -= gone.Stored.Body.Length;
    }

    void Restore(StoredProduct product)
    {
        if (_held.TryAdd(OnLink(product.Key), new HeldProduct { Stored = product }))
            _bytes += product.Body.Length;
        Mark(product.Key);
    }

    bool TryWrite(StoredProduct product, ProductKey key, Action<ProductKey>? onExpired)
    {
        _record.ResetWrittenCount();
        StoreCodec.Write(_record, product);
        // A full disk: give up the least until what is left, written anew, fits with this one.
        for (var attempt = 0; attempt < 8; attempt++)
        {
            try
            {
                if (attempt == 0)
                    _log.Append(_record.WrittenSpan);
                else
                    Rewrite();
                Compact();
                return true;
            }
            catch (IOException)
            {
                WriteFailures++;
                if (!_held.ContainsKey(key))
                    return false;
                Expire(Least(), onExpired);
            }
        }
        if (_held.TryGetValue(key, out var held))
            Expire(held, onExpired);
        return false;
    }

    void MakeRoom(Action<ProductKey>? onExpired)
    {
        while (_held.Count > _options.Capacity || _bytes > _options.MaximumBytes)
            Expire(Least(), onExpired);
    }

    // In memory alone: a product that comes back after a power cut because its end was not written costs bytes, not truth.
    void Expire(HeldProduct product, Action<ProductKey>? onExpired)
    {
        Drop(product, ProductState.Expired);
        onExpired?.Invoke(product.Stored.Key);
    }

    void Drop(HeldProduct product, ProductState state)
    {
        product.State = state;
        _states[(int)state]++;
        _ = _held.Remove(OnLink(product.Stored.Key));
        _bytes -= product.Stored.Body.Length;
    }

    HeldProduct Least()
    {
        HeldProduct? least = null;
        foreach (var product in _held.Values)
            if (least is null || IsLess(product.Stored, least.Stored))
                least = product;
        return least!;
    }

    static bool IsLess(StoredProduct left, StoredProduct right)
    {
        if (left.Bin != right.Bin)
            return left.Bin > right.Bin;
        double leftValue = left.Value / left.Body.Length, rightValue = right.Value / right.Body.Length;
        return leftValue != rightValue ? leftValue < rightValue : left.Age > right.Age;
    }

    // Half of the log may be of products that have ended before it is written anew.
    void Compact()
    {
        if (_log.Length > 2L * Math.Max(_options.MaximumBytes, 64 << 10) && _log.Length > 2 * _bytes)
            Rewrite();
    }

    void Rewrite()
    {
        // The highest numbers first, as ended: they outlive their products, since a number given twice would be one product too few on the ground.
        _log.Rewrite([EncodeMarks(), .. _held.Values.Select(product => Encode(product.Stored))]);
        _dirty = false;
        foreach (var product in _held.Values)
            product.IsDurable = true;
    }

    ReadOnlyMemory<byte> EncodeMarks()
    {
        var output = new ArrayBufferWriter<byte>(64);
        StoreCodec.Write(output, ProductState.Expired, [new(ProductKind.Standard, LastSequence), new(ProductKind.Message, LastMessage)]);
        return output.WrittenMemory;
    }

    static ReadOnlyMemory<byte> Encode(StoredProduct product)
    {
        var output = new ArrayBufferWriter<byte>(product.Body.Length + 128);
        StoreCodec.Write(output, product);
        return output.WrittenMemory;
    }
}
