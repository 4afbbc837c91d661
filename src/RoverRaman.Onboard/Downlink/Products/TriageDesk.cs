using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// The processing thread's side of the product link: judges each spectrum against what was seen before, and hands it to the link's thread.
/// Constant time, nothing allocated. A new policy takes effect with the next spectrum.
/// </summary>
public sealed class TriageDesk
{
    readonly SlotRing<SpectrumSlot> _ring;
    readonly float[] _descriptor = new float[Descriptor.Size];
    readonly Lock _gate = new();
    TriagePolicy _policy;
    SpectrumJudge _judge;
    IReadOnlyList<ClassName> _classes = [];

    /// <summary>Judges by <paramref name="policy"/>; hands over through <paramref name="ring"/>.</summary>
    public TriageDesk(TriagePolicy policy, SlotRing<SpectrumSlot> ring)
    {
        ArgumentNullException.ThrowIfNull(policy);
        (_policy, _ring) = (policy, ring);
        _judge = new SpectrumJudge(policy, _classes);
    }

    /// <summary>The policy in use.</summary>
    public TriagePolicy Policy { get { lock (_gate) return _policy; } }

    /// <summary>Decisions dropped before their products were made.</summary>
    public long Dropped => _ring.Dropped;

    /// <summary>Uses another policy; false where its version is not higher. Any thread.</summary>
    public bool Use(TriagePolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        lock (_gate)
        {
            if (policy.Version <= _policy.Version)
                return false;
            (_policy, _judge) = (policy, new SpectrumJudge(policy, _classes));
            return true;
        }
    }

    /// <summary>Looks the targets up in the classes of another head. Before the first spectrum, and with every new head.</summary>
    public void Use(IReadOnlyList<ClassName> classes)
    {
        lock (_gate)
            (_classes, _judge) = (classes, _judge.For(classes));
    }

    /// <summary>Judges a spectrum. The processing thread alone.</summary>
    /// <param name="flags">Its flags.</param>
    /// <param name="identification">What it was taken for.</param>
    /// <param name="features">The network's features, or empty.</param>
    public VerdictRecord Judge(QualityFlags flags, in Identification identification, ReadOnlySpan<float> features)
    {
        lock (_gate)
            return _judge.Judge(flags, identification, features, _descriptor);
    }

    /// <summary>Hands a judged spectrum to the link. The processing thread alone.</summary>
    public void Take(in DecisionRecord decision, in VerdictRecord verdict, ReadOnlySpan<float> grid, ReadOnlySpan<float> features)
    {
        if (verdict.Action == TriageAction.Drop)
            return;
        var slot = _ring.Rent();
        slot.Set(decision, verdict, grid, _descriptor, features);
        _ = _ring.Publish(slot);
    }
}
