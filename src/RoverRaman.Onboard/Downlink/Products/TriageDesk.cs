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
    /// <summary>Spectra remembered for novelty.</summary>
    const int Memory = 1024;

    readonly SlotRing<SpectrumSlot> _ring;
    readonly float[] _descriptor = new float[Descriptor.Size];
    readonly Lock _gate = new();
    TriagePolicy _policy;
    TriageRules? _rules;
    ClassQuota _quota;
    DiversityMemory _seen;
    IReadOnlyList<ClassName> _classes = [];

    /// <summary>Judges by <paramref name="policy"/>; hands over through <paramref name="ring"/>.</summary>
    public TriageDesk(TriagePolicy policy, SlotRing<SpectrumSlot> ring)
    {
        ArgumentNullException.ThrowIfNull(policy);
        (_policy, _ring) = (policy, ring);
        _quota = new ClassQuota(policy.QuotaPerClass, policy.QuotaWindow);
        _seen = new DiversityMemory(Memory, policy.SimilarityScale);
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
            (_policy, _rules) = (policy, null);
            _quota = new ClassQuota(policy.QuotaPerClass, policy.QuotaWindow);
            _seen = new DiversityMemory(Memory, policy.SimilarityScale);
            return true;
        }
    }

    /// <summary>Looks the targets up in the classes of another head. Before the first spectrum, and with every new head.</summary>
    public void Use(IReadOnlyList<ClassName> classes)
    {
        lock (_gate)
            (_classes, _rules) = (classes, null);
    }

    /// <summary>Judges a spectrum. The processing thread alone.</summary>
    /// <param name="flags">Its flags.</param>
    /// <param name="identification">What it was taken for.</param>
    /// <param name="features">The network's features, or empty.</param>
    public VerdictRecord Judge(QualityFlags flags, in Identification identification, ReadOnlySpan<float> features)
    {
        lock (_gate)
        {
            _rules ??= new TriageRules(_policy, _classes);
            var isUsable = !TriageRules.IsUnusable(flags) && identification.Count > 0;
            _descriptor.AsSpan().Clear();
            if (isUsable)
                _ = Descriptor.Make(features, _descriptor);
            var best = isUsable ? identification.Top[0].ClassId : ProductSummary.NoClass;
            var novelty = isUsable ? 1 - _seen.Similarity(_descriptor, ProductSummary.NoClass, 0) : 0;
            var verdict = _rules.Judge(flags, identification, UnknownScore(identification), novelty, _quota.IsOver(best));
            if (verdict.Action == TriageAction.SendSpectrum)
                _quota.Count(best);
            if (isUsable)
                _seen.Add(_descriptor, ProductSummary.NoClass, 0);
            return verdict;
        }
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

    // The head's own judgement where it is calibrated; else, by NaN, the rules take 1 - best probability.
    static float UnknownScore(in Identification identification) => identification.IsUnknown ? 1 : float.NaN;
}
