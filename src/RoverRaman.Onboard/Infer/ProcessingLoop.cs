using RoverRaman.Inference;
using RoverRaman.Instruments;
using RoverRaman.Spectra;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// Second to fourth stage, one thread: frame -> grid and flags -> best classes -> decision -> router. One frame at a time, nothing
/// allocated, so that the time from the last byte to the decision stays even. Every frame becomes exactly one decision.
/// </summary>
public sealed class ProcessingLoop(
    SlotRing<RawFrame> frames, IFramePreprocessor preprocess, ISpectrumClassifier classifier, TriageRules triage, MessageRouter router,
    ProcessingCounters counters, EventLog log, TimeProvider clock, ushort bootCount, uint lastSequence, IHeadWatch? watch = null,
    TriageDesk? desk = null)
{
    uint _announced = classifier.Classes.HeadVersion;
    TriageRules _triage = triage;
    readonly float[] _grid = new float[Grid.Count];
    uint _sequence = lastSequence;

    /// <summary>Sign of life.</summary>
    public Heartbeat Heartbeat { get; } = new("processing", clock);

    /// <summary>Works until the ring is closed and empty.</summary>
    public void Run()
    {
        while (true)
        {
            Heartbeat.Beat();
            if (frames.Take(Heartbeat.LongestWait) is { } frame)
            {
                Process(frame);
                frames.Return(frame);
            }
            else if (frames.IsClosed)
                return;
        }
    }

    void Process(RawFrame frame)
    {
        var flags = Identify(frame, out var identification, out var features);
        if (identification.HeadVersion != _announced)
            UseHead();
        var verdict = desk?.Judge(flags, identification, features) ?? default;
        var action = desk is null ? _triage.Decide(flags, identification) : verdict.Action;
        var decision = new DecisionRecord
        {
            Sequence = ++_sequence,
            BootCount = bootCount,
            UnixMilliseconds = frame.TakenAt.ToUnixTimeMilliseconds(),
            TimeQuality = KernelClock.Quality(frame.TakenAt),
            SpectrumId = frame.SpectrumId,
            Action = action,
            QualityFlags = (ushort)flags,
            BackboneId = identification.BackboneId,
            HeadVersion = identification.HeadVersion,
        };
        if (!TriageRules.IsUnusable(flags))
        {
            CopyTop(identification, ref decision);
            CopyVerdict(identification, ref decision);
        }
        counters.Latency.RecordSince(frame.Info.ArrivedAt);
        router.Decide(decision, _grid, frame.Info.ArrivedAt);
        if (desk is not null)
            Explain(desk, decision, verdict, features);
        watch?.Observe(frame.SpectrumId, flags, identification, features);
        counters.Count(action, TriageRules.IsUnusable(flags), (flags & QualityFlags.Saturated) != 0);
    }

    /// <summary>The verdict goes to local readers and the journal, the spectrum to the product link.</summary>
    void Explain(TriageDesk desk, in DecisionRecord decision, VerdictRecord verdict, ReadOnlySpan<float> features)
    {
        verdict.Sequence = decision.Sequence;
        router.Explain(verdict, decision);
        desk.Take(decision, verdict, _grid, features);
    }

    /// <summary>A new head made this identification: its table goes out before its first decision, and targets are looked up in it.</summary>
    void UseHead()
    {
        var table = classifier.Classes;
        _announced = table.HeadVersion;
        _triage = _triage.For(table.Classes);
        desk?.Use(table.Classes);
        router.Announce(table);
        log.Info("head-in-use", ("version", table.HeadVersion), ("classes", table.Classes.Count));
    }

    /// <summary>Flags and best classes. Unusable spectra are classified too, so that each takes the same time; the result is not told.</summary>
    /// <remarks>Features are empty where classification failed: those at hand are of an earlier spectrum.</remarks>
    QualityFlags Identify(RawFrame frame, out Identification identification, out ReadOnlySpan<float> features)
    {
        identification = default;
        features = default;
        var flags = QualityFlags.NotFinite; // what a frame has that cannot even be put on the grid
        try
        {
            flags = preprocess.Process(frame, _grid);
            identification = classifier.Classify(_grid);
            features = classifier.LastFeatures;
        }
        catch (Exception e) when (e is ModelException or SpectrumFormatException or InstrumentException or ArgumentException or InvalidOperationException)
        {
            counters.Failures++;
            var (headVersion, backboneId, _) = classifier.Classes;
            identification = new Identification { HeadVersion = headVersion, BackboneId = backboneId };
            log.Error("spectrum-not-classified", ("spectrum", frame.SpectrumId), ("reason", e.Message));
        }
        return flags;
    }

    static void CopyVerdict(in Identification identification, ref DecisionRecord decision)
    {
        decision.Identification = identification.IsUnknown ? IdentificationFlags.Unknown : IdentificationFlags.None;
        decision.UnknownScore = Rounded(identification.UnknownScore * 100);
        decision.SetSize = (byte)Math.Min(identification.SetSize, byte.MaxValue);
        decision.DriftTenths = identification.Count > 0 && float.IsFinite(identification.Drift) ? Rounded(identification.Drift * 10) : null;
    }

    static short Rounded(float value) => float.IsFinite(value) ? (short)Math.Clamp(MathF.Round(value), short.MinValue, short.MaxValue) : (short)0;

    static void CopyTop(in Identification identification, ref DecisionRecord decision)
    {
        decision.TopCount = (byte)Math.Min(identification.Count, TopClasses.Capacity);
        for (var i = 0; i < decision.TopCount; i++)
        {
            var (id, probability) = identification.Top[i];
            decision.Top[i] = new ClassScore(id, (ushort)Math.Round(Math.Clamp(probability, 0f, 1f) * 10_000));
        }
    }
}
