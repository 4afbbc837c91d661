using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>
/// Turns received messages into entries: decodes them, drops duplicates, finds gaps, collects class names, and counts everything that is
/// not as it should be. Pure: where messages come from is a source's business. Memory does not grow with the number of messages.
/// </summary>
public sealed class DownlinkDecoder
{
    readonly SequenceTracker _sequence = new();

    /// <summary>What happened so far.</summary>
    public DownlinkCounters Counters { get; } = new();

    /// <summary>Names of the classes, as far as they are known.</summary>
    public ClassNames Names { get; } = new();

    /// <summary>Takes one message; null where it tells nothing new (a duplicate, or a kind that this version does not know). Never throws on bad bytes.</summary>
    public DownlinkEntry? Accept(ReadOnlyMemory<byte> message)
    {
        Counters.Messages++;
        try
        {
            return Decode(message);
        }
        catch (WireFormatException e)
        {
            Counters.Undecodable++;
            return new DamagedEntry(e.Message);
        }
    }

    DownlinkEntry? Decode(ReadOnlyMemory<byte> message)
    {
        switch (WireMessage.KindOf(message.Span))
        {
            case MessageKind.Decision:
                return Decide(message);
            case MessageKind.ClassTable:
                var table = ClassTableCodec.Read(message);
                Names.Add(table);
                return new ClassTableEntry(table);
            case MessageKind.Hello:
                return new HelloEntry(HelloCodec.Read(message));
            case MessageKind.Health:
                return new HealthEntry(HealthCodec.Read(message));
            case MessageKind.Spectrum:
                return new SpectrumEntry(SpectrumCodec.Read(message));
            case MessageKind.Verdict:
                return new VerdictEntry(TriageCodec.ReadVerdict(message));
            case MessageKind.FollowUp:
                return new FollowUpEntry(TriageCodec.ReadFollowUp(message));
            case MessageKind.Gap:
                return new GapEntry(TriageCodec.ReadGap(message));
            case MessageKind.CommandReply:
                return new ReplyEntry(CommandCodec.ReadReply(message));
            case MessageKind.HeadStatus:
                return new HeadStatusEntry(HeadReportCodec.ReadStatus(message));
            case MessageKind.HeadEvent:
                return new HeadEventEntry(HeadReportCodec.ReadEvent(message));
            case MessageKind.UnknownCluster:
                return new UnknownClusterEntry(HeadReportCodec.ReadCluster(message));
            case MessageKind.UploadStatus:
                return new UploadStatusEntry(UploadCodec.ReadStatus(message));
            case null:
                throw new WireFormatException($"message: expected an array that begins with its kind, found {Convert.ToHexStringLower(message.Span[..Math.Min(8, message.Length)])}.");
            default:
                Counters.UnknownKinds++;
                return null;
        }
    }

    DecisionEntry? Decide(ReadOnlyMemory<byte> message)
    {
        var decision = DecisionCodec.Read(message);
        var arrival = _sequence.Mark(decision.BootCount, decision.Sequence, Crc32C.Compute(message.Span), out long gap);
        Counters.Missing = _sequence.Missing;
        if (arrival == Arrival.Duplicate)
        {
            Counters.Duplicates++;
            return null;
        }
        Counters.Decisions++;
        if (arrival == Arrival.Late)
            Counters.OutOfOrder++;
        if (arrival == Arrival.Restart)
            Counters.Restarts++;
        return new DecisionEntry(decision, arrival, gap);
    }
}
