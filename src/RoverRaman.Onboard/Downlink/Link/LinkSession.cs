using System.Buffers.Binary;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// The robot's end of a link, without clock, thread or socket: asked for the next frame, it says which; given what came, it acts. Products
/// go by priority, in fragments where they are too long; what is not acknowledged in time goes again, at the priority of what it repairs,
/// and of a product that came in part only the missing fragments. Nothing is sent before it is durable. One thread.
/// </summary>
public sealed class LinkSession
{
    readonly LinkSessionOptions _options;
    readonly ProductStore _store;
    readonly Prioritiser _prioritiser;
    readonly LinkFramer _framer;
    readonly LinkUnframer _unframer;
    readonly Queue<(ProductKey Key, long SentAt)> _unanswered = new();
    readonly byte[] _unit = new byte[SpacePacketHeader.MaxDataLength];
    readonly ushort[] _words = new ushort[BitLink.Words];
    readonly int _maxUnit;
    Transmission? _sending;
    double _freeAt;

    /// <summary>Joins the parts; products of the last run wait again.</summary>
    /// <exception cref="ArgumentException">A frame leaves no room for a fragment.</exception>
    public LinkSession(LinkSessionOptions options, ProductStore store, Prioritiser prioritiser)
    {
        (_options, _store, _prioritiser) = (options, store, prioritiser);
        _framer = new LinkFramer(options.Envelope, options.Apid);
        _unframer = new LinkUnframer(options.Envelope, options.Apid);
        _maxUnit = LinkFramer.MaxUnit(options.Envelope, options.Mtu);
        if (!options.IsBitLink && _maxUnit <= LinkFragment.MaxHeader)
            throw new ArgumentException($"Expected frames that leave more than {LinkFragment.MaxHeader} bytes for a unit, found {_maxUnit} of {options.Mtu} with {options.Envelope}.", nameof(options));
        foreach (var product in store.Held)
            Queue(product, isRepair: false);
    }

    /// <summary>Carries out a command from the ground; the result and text go back. Null for a robot that takes none.</summary>
    public Func<LinkCommand, (CommandResult Result, string Text)>? OnCommand { get; set; }

    /// <summary>Takes messages from the ground that are neither reports nor link commands (those about heads); false where it knows no such kind. Null for none.</summary>
    public Func<MessageKind, ReadOnlyMemory<byte>, bool>? OnMessage { get; set; }

    /// <summary>Takes the reply to a command, to queue it as a message.</summary>
    public Action<CommandReply>? OnReply { get; set; }

    /// <summary>Frames sent.</summary>
    public long Frames { get; private set; }

    /// <summary>Bytes of these; on a link of bits, bits.</summary>
    public long Volume { get; private set; }

    /// <summary>Products sent again because nobody acknowledged them, and fragments because the ground asked.</summary>
    public long Repeated { get; private set; }

    /// <summary>Reports and commands received.</summary>
    public long Received { get; private set; }

    /// <summary>Units that were neither, and damaged frames.</summary>
    public long Refused => _refused + _unframer.BadFrames;

    long _refused;

    /// <summary>Offers a new product to the queue.</summary>
    public bool Add(StoredProduct product)
    {
        if (!_store.Add(product, key => _prioritiser.Remove(key)))
            return false;
        Queue(_store.Find(product.Key)!, isRepair: false);
        return true;
    }

    /// <summary>The next frame that may leave at <paramref name="now"/>; 0 where there is none.</summary>
    /// <param name="now">Time, ms.</param>
    /// <param name="frame">Room for a frame.</param>
    public int Next(long now, Span<byte> frame)
    {
        if (!_options.Windows.IsOpen(now) || now < _freeAt)
            return 0;
        Repeat(now);
        if (_sending is { Word: 0 } sending && _store.Find(sending.Product.Stored.Key) != sending.Product)
            _sending = null; // acknowledged meanwhile: what is left of it need not go
        _sending ??= Begin();
        if (_sending is null)
            return 0;
        var length = _options.IsBitLink ? WriteWord(_sending, frame) : WriteUnit(_sending, now, frame);
        var bits = _options.IsBitLink ? BitLink.WordBits : 8 * length;
        Frames++;
        Volume += _options.IsBitLink ? bits : length;
        if (_options.BitsPerSecond > 0)
            _freeAt = Math.Max(_freeAt, now) + 1000.0 * bits / _options.BitsPerSecond;
        if (_sending.IsDone)
            End(_sending, now);
        return length;
    }

    /// <summary>When <see cref="Next"/> is worth asking again, ms.</summary>
    public long NextTime(long now) => Math.Max(now, _options.Windows.NextOpen((long)Math.Ceiling(Math.Max(_freeAt, now))));

    /// <summary>Takes what came from the ground: a datagram, or the next bytes of a stream.</summary>
    public void Receive(ReadOnlySpan<byte> bytes, bool isDatagram, long now)
    {
        if (isDatagram)
            _unframer.ReadDatagram(bytes, unit => Accept(unit, now));
        else
            _unframer.Read(bytes, unit => Accept(unit, now));
    }

    /// <summary>Takes one unit from the ground.</summary>
    public void Accept(ReadOnlyMemory<byte> unit, long now)
    {
        try
        {
            switch (WireMessage.KindOf(unit.Span))
            {
                case MessageKind.LinkReport:
                    Received++;
                    Accept(LinkReportCodec.Read(unit));
                    break;
                case MessageKind.LinkCommand:
                    Received++;
                    Accept(LinkCommandCodec.Read(unit));
                    break;
                case { } kind when OnMessage?.Invoke(kind, unit) == true:
                    Received++;
                    break;
                default:
                    _refused++;
                    break;
            }
        }
        catch (WireFormatException)
        {
            _refused++;
        }
    }

    /// <summary>Gives up products that have waited longer than the store allows.</summary>
    public void Expire(long now)
    {
        foreach (var product in _store.Expire(now))
            _ = _prioritiser.Remove(product.Stored.Key);
    }

    /// <summary>Puts a product that is held into another bin; false where it is not held.</summary>
    public bool Move(ProductKey key, byte bin)
    {
        if (_store.Find(key) is not { } product)
            return false;
        product.Stored = product.Stored with { Bin = Math.Min(bin, ProductSummary.MaxBin) };
        return _prioritiser.Move(product.Stored.Key, bin) || Queue(product, isRepair: true);
    }

    /// <summary>What is held, best first as far as <paramref name="limit"/> keys go.</summary>
    public Catalogue Catalogue(uint number, long unixMilliseconds, int limit)
    {
        var waiting = _store.Held.Where(product => product.State == ProductState.Queued).OrderBy(product => product.Stored.Bin).ThenByDescending(product => product.Stored.Value).Select(product => product.Stored.Key).ToArray();
        var sent = _store.Held.Where(product => product.State == ProductState.Sent).Select(product => product.Stored.Key).ToArray();
        var omitted = Math.Max(0, waiting.Length - limit) + Math.Max(0, sent.Length - limit);
        return new Catalogue(number, (uint)Math.Clamp(unixMilliseconds / 1000, 0, uint.MaxValue), [.. waiting.Take(limit)], [.. sent.Take(limit)], (uint)omitted);
    }

    void Accept(LinkReport report)
    {
        foreach (var product in _store.Finish(ProductState.Acknowledged, report.Received))
        {
            _ = _prioritiser.Remove(product.Stored.Key);
            Supersede(product.Stored.Key);
        }
        foreach (var (key, indices) in report.Missing)
            if (_store.Find(key) is { State: ProductState.Sent } product)
            {
                Repeated++;
                (product.State, product.Missing) = (ProductState.Queued, indices);
                _ = Queue(product, isRepair: true);
            }
    }

    void Accept(LinkCommand command)
    {
        var (result, text) = OnCommand?.Invoke(command) ?? (CommandResult.UnknownCommand, "this link takes no commands");
        OnReply?.Invoke(new CommandReply(command.CommandId, result, text));
    }

    // Whoever has the spectrum needs no picture of it, and whoever has the peaks needs no record.
    void Supersede(ProductKey key)
    {
        ProductKind[] contained = key.Kind switch
        {
            ProductKind.Lossless => [ProductKind.Near, ProductKind.Thumbnail256, ProductKind.Thumbnail64],
            ProductKind.Near => [ProductKind.Thumbnail256, ProductKind.Thumbnail64],
            ProductKind.Thumbnail256 => [ProductKind.Thumbnail64],
            ProductKind.Peaks => [ProductKind.Standard, ProductKind.Tiny],
            ProductKind.Standard => [ProductKind.Tiny],
            _ => [],
        };
        foreach (var product in _store.Finish(ProductState.Superseded, contained.Select(kind => key with { Kind = kind })))
            _ = _prioritiser.Remove(product.Stored.Key);
    }

    bool Queue(HeldProduct product, bool isRepair)
    {
        var stored = product.Stored;
        Span<float> descriptor = stackalloc float[Descriptor.Size];
        if (stored.Descriptor.Length == Descriptor.Size)
            Descriptor.Unpack(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, sbyte>(stored.Descriptor.Span), descriptor);
        var candidate = new Candidate
        {
            Key = stored.Key,
            Bin = stored.Bin,
            Value = stored.Value,
            Bytes = product.Missing is { } missing ? Math.Min(stored.Body.Length, missing.Count * _maxUnit) : stored.Body.Length,
            Age = stored.Age,
            ClassId = stored.ClassId,
            Confidence = stored.Confidence,
            IsRepair = isRepair,
        };
        product.State = ProductState.Queued;
        var taken = _prioritiser.Offer(candidate, descriptor, out var evicted);
        if (evicted is { } gone)
            _ = _store.Finish(ProductState.Expired, [gone.Key]);
        return taken;
    }

    Transmission? Begin()
    {
        while (_prioritiser.TryTake(int.MaxValue, out var candidate))
        {
            if (_store.Find(candidate.Key) is not { } product)
                continue;
            if (!product.IsDurable && !_store.Sync())
            {
                _ = Queue(product, isRepair: true); // the disk fails: what might be forgotten is not told
                return null;
            }
            return new Transmission(product, _options.IsBitLink ? int.MaxValue : _maxUnit);
        }
        return null;
    }

    void End(Transmission sending, long now)
    {
        _sending = null;
        var product = sending.Product;
        if (_store.Find(product.Stored.Key) != product)
            return; // acknowledged meanwhile
        _store.Sent(product, now);
        if (_options.UseAcknowledgements)
            _unanswered.Enqueue((product.Stored.Key, now));
        else
            _ = _store.Finish(ProductState.Sent, [product.Stored.Key]);
    }

    void Repeat(long now)
    {
        while (_unanswered.TryPeek(out var oldest) && now - oldest.SentAt >= _options.AcknowledgeTimeout)
        {
            _ = _unanswered.Dequeue();
            if (_store.Find(oldest.Key) is not { State: ProductState.Sent } product || product.SentAt != oldest.SentAt)
                continue;
            Repeated++;
            _ = Queue(product, isRepair: true);
        }
    }

    int WriteUnit(Transmission sending, long now, Span<byte> frame)
    {
        var unit = sending.Next(_unit, out var segment);
        return _framer.Write(unit, sending.Product.Stored.Key.Kind, segment, now, frame);
    }

    int WriteWord(Transmission sending, Span<byte> frame)
    {
        if (sending.Word == 0)
            BitLink.Split(ProductUnit.ReadBits(sending.Product.Stored.Body.Span), _words);
        BinaryPrimitives.WriteUInt16BigEndian(frame, _words[sending.Word]);
        sending.NextWord();
        return sizeof(ushort);
    }
}
