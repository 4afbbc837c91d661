using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>Makes the products that the policy asks for and offers them to the link. The link's thread alone.</summary>
public sealed class ProductDesk
{
    const byte CommandBin = 0;
    const int LongestMessage = 4096;

    readonly LinkSession _session;
    readonly Func<TriagePolicy> _policy;
    readonly RecentSpectra _recent;
    ProductMaker? _maker;
    TriagePolicy? _madeFor;
    uint _message;

    /// <summary>Offers to <paramref name="session"/>.</summary>
    /// <param name="session">The link.</param>
    /// <param name="policy">Gives the policy in use.</param>
    /// <param name="recent">Keeps the spectra for later.</param>
    /// <param name="firstMessage">Number of the first message that is no product; numbers of earlier starts are below.</param>
    public ProductDesk(LinkSession session, Func<TriagePolicy> policy, RecentSpectra recent, uint firstMessage) =>
        (_session, _policy, _recent, _message) = (session, policy, recent, firstMessage);

    /// <summary>Products that the store had no room for.</summary>
    public long Refused { get; private set; }

    /// <summary>Makes and offers what the policy sends about a spectrum.</summary>
    public void Add(SpectrumSlot slot)
    {
        ArgumentNullException.ThrowIfNull(slot);
        _recent.Add(slot.Decision, slot.Grid);
        var policy = _policy();
        var verdict = slot.Verdict;
        var summary = ProductSummary.Of(slot.Decision, (verdict.Reasons & TriageReasons.Target) != 0, (verdict.Reasons & TriageReasons.Unknown) != 0, verdict.FollowUp != FollowUpAction.None, verdict.Bin);
        foreach (var kind in policy.Products[verdict.Bin])
        {
            var isWhole = kind is ProductKind.Near or ProductKind.Lossless;
            if (isWhole && verdict.Action != TriageAction.SendSpectrum)
                continue;
            Offer(kind, summary, slot.Grid, slot.Features.AsSpan(0, slot.FeatureCount), slot.Descriptor, TriageRules.BinOf(kind, verdict), TriageRules.ValueOf(kind, verdict), verdict.Confidence * (1 - verdict.Unknown));
        }
    }

    /// <summary>Offers the whole spectrum of a decision by command; false where it is no longer held.</summary>
    public bool Send(uint sequence, bool lossless)
    {
        if (!_recent.TryFind(sequence, out var decision, out var grid))
            return false;
        Offer(lossless ? ProductKind.Lossless : ProductKind.Near, ProductSummary.Of(decision), grid, [], [], CommandBin, 1, 0);
        return true;
    }

    /// <summary>Offers a message that is no product: a reply, health, a catalogue.</summary>
    public void Tell(ReadOnlySpan<byte> message, byte bin = CommandBin)
    {
        var unit = new byte[message.Length + 1 + VarInt.MaxSize];
        var number = ++_message;
        var length = ProductUnit.WriteMessage(unit, number, message);
        Add(new StoredProduct(new(ProductKind.Message, number), bin, 1, number, ProductSummary.NoClass, 0, default, unit.AsMemory(0, length)));
    }

    /// <summary>Offers the reply to a command.</summary>
    public void Tell(CommandReply reply)
    {
        var output = new FixedBufferWriter(LongestMessage);
        CommandCodec.Write(output, reply);
        Tell(output.Written.Span);
    }

    /// <summary>Offers a catalogue of what is held.</summary>
    public void TellCatalogue(long unixMilliseconds)
    {
        var number = ++_message;
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        CatalogueCodec.Write(output, _session.Catalogue(number, unixMilliseconds, 2000));
        Add(new StoredProduct(new(ProductKind.Catalogue, number), CommandBin, 1, number, ProductSummary.NoClass, 0, default, output.WrittenMemory));
    }

    void Offer(ProductKind kind, in ProductSummary summary, ReadOnlySpan<float> grid, ReadOnlySpan<float> features, ReadOnlySpan<float> descriptor, byte bin, float value, float confidence)
    {
        var policy = _policy();
        if (!ReferenceEquals(policy, _madeFor))
            (_maker, _madeFor) = (new ProductMaker(policy.SpectrumError), policy);
        var body = _maker!.Make(kind, summary, grid, features);
        if (body.IsEmpty)
            return;
        Span<sbyte> packed = stackalloc sbyte[Descriptor.Size];
        if (!descriptor.IsEmpty)
            Descriptor.Pack(descriptor, packed);
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(packed)[..(descriptor.IsEmpty ? 0 : Descriptor.Size)].ToArray();
        Add(new StoredProduct(new(kind, summary.Sequence), bin, value, summary.Sequence, summary.ClassId, confidence, bytes, body.ToArray()));
    }

    void Add(StoredProduct product) => Refused += _session.Add(product) ? 0 : 1;
}
