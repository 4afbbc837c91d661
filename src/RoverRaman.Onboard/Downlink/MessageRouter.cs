using System.Buffers;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// Last stage: encodes each message once and offers it to the sinks that want it. Journal and local readers get every decision; the link
/// gets those that triage sends, and spectra where it says so.
/// </summary>
public sealed class MessageRouter
{
    readonly IMessageSink? _journal;
    readonly IMessageSink? _local;
    readonly IMessageSink? _link;
    readonly LinkOptions? _linkOptions;
    /// <summary>The product link, or null: it is told of heads.</summary>
    public IMessageSink? Products { get; set; }

    readonly FixedBufferWriter _decision = new(256);
    readonly FixedBufferWriter _spectrum = new(SpectrumCodec.MaxSize + 64);
    readonly FixedBufferWriter _verdict = new(128);
    readonly FixedBufferWriter _health = new(HealthCodec.MaxSize + 64);

    /// <summary>Joins the sinks; null where there is none.</summary>
    public MessageRouter(IMessageSink? journal, IMessageSink? local, IMessageSink? link, LinkOptions? linkOptions = null) =>
        (_journal, _local, _link, _linkOptions) = (journal, local, link, linkOptions);

    /// <summary>Says who speaks and what the class ids mean. Before any decision.</summary>
    public void Introduce(Hello hello, ClassTable classes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        HelloCodec.Write(buffer, hello);
        Offer(MessageKind.Hello, buffer.WrittenSpan, toLink: true);
        Announce(classes);
    }

    /// <summary>Says what the class ids mean; with every new head before its first decision. Who joins later gets the latest table.</summary>
    public void Announce(ClassTable classes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        ClassTableCodec.Write(buffer, classes);
        Offer(MessageKind.ClassTable, buffer.WrittenSpan, toLink: false);
        if (_linkOptions is not { SendClassTable: true } link)
            return;
        foreach (var part in ClassTableCodec.Parts(classes, link.MaximumMessage))
        {
            buffer.ResetWrittenCount();
            ClassTableCodec.Write(buffer, part);
            _link?.Offer(MessageKind.ClassTable, buffer.WrittenSpan);
        }
    }

    /// <summary>A decision and the spectrum that it is about. Allocates nothing; the processing thread alone.</summary>
    public void Decide(in DecisionRecord decision, ReadOnlySpan<float> grid, long arrivedAt)
    {
        _decision.Reset();
        DecisionCodec.Write(_decision, decision);
        var message = _decision.Written.Span;
        _local?.Offer(MessageKind.Decision, message, arrivedAt); // first: somebody near waits for it
        _journal?.Offer(MessageKind.Decision, message);
        if (decision.Action != TriageAction.Drop)
            _link?.Offer(MessageKind.Decision, message);
        if (decision.Action == TriageAction.SendSpectrum)
            Send(decision, grid);
    }

    /// <summary>Why it was decided so, and what the autonomy stack is asked for: local readers and the journal. Allocates nothing; the processing thread alone.</summary>
    public void Explain(in VerdictRecord verdict, in DecisionRecord decision)
    {
        _verdict.Reset();
        TriageCodec.Write(_verdict, verdict);
        _local?.Offer(MessageKind.Verdict, _verdict.Written.Span);
        _journal?.Offer(MessageKind.Verdict, _verdict.Written.Span);
        if (verdict.FollowUp == FollowUpAction.None)
            return;
        _verdict.Reset();
        var best = decision.TopCount > 0 ? decision.Top[0] : new ClassScore(ProductSummary.NoClass, 0);
        TriageCodec.Write(_verdict, new FollowUpRequest(decision.Sequence, verdict.FollowUp, verdict.Reasons, best.ClassId, best.Probability));
        _local?.Offer(MessageKind.FollowUp, _verdict.Written.Span);
    }

    /// <summary>The counters. The supervising thread alone.</summary>
    public void Report(in HealthRecord health)
    {
        _health.Reset();
        HealthCodec.Write(_health, health);
        Offer(MessageKind.Health, _health.Written.Span, toLink: true);
    }

    /// <summary>A step in the life of a head: whole in the journal and on the socket, short on the link. One thread at a time.</summary>
    public void Tell(HeadEvent happened)
    {
        var buffer = new FixedBufferWriter(HeadReportCodec.MaxEventSize + 16);
        HeadReportCodec.Write(buffer, happened);
        _local?.Offer(MessageKind.HeadEvent, buffer.Written.Span);
        _journal?.Offer(MessageKind.HeadEvent, buffer.Written.Span);
        buffer.Reset();
        HeadReportCodec.Write(buffer, happened.Shorten());
        _link?.Offer(MessageKind.HeadEvent, buffer.Written.Span);
        Products?.Offer(MessageKind.HeadEvent, buffer.Written.Span);
    }

    void Send(in DecisionRecord decision, ReadOnlySpan<float> grid)
    {
        if (_journal is null && _link is null)
            return;
        _spectrum.Reset();
        SpectrumCodec.Write(_spectrum, decision.SpectrumId, decision.Sequence, decision.BootCount, grid);
        _journal?.Offer(MessageKind.Spectrum, _spectrum.Written.Span);
        _link?.Offer(MessageKind.Spectrum, _spectrum.Written.Span);
    }

    void Offer(MessageKind kind, ReadOnlySpan<byte> message, bool toLink)
    {
        _local?.Offer(kind, message);
        _journal?.Offer(kind, message);
        if (toLink)
            _link?.Offer(kind, message);
    }
}
