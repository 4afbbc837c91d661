using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Wire;

namespace RoverRaman.Triage;

/// <summary>
/// Judges one spectrum after the other: <see cref="TriageRules"/> with what they need to know of the past, the quotas and what was seen. The
/// robot and the ground's simulator judge by this. Constant time, nothing allocated after the start, one thread.
/// </summary>
public sealed class SpectrumJudge
{
    /// <summary>Spectra remembered for novelty.</summary>
    const int Memory = 1024;

    readonly TriageRules _rules;
    readonly ClassQuota _spectra;
    readonly ClassQuota _targets;
    readonly DiversityMemory _seen;

    /// <summary>A judge without a past.</summary>
    /// <param name="policy">The rules' numbers.</param>
    /// <param name="classes">Classes of the head.</param>
    public SpectrumJudge(TriagePolicy policy, IReadOnlyList<ClassName> classes)
    {
        _rules = new TriageRules(policy, classes);
        _spectra = new ClassQuota(policy.QuotaPerClass, policy.QuotaWindow);
        _targets = new ClassQuota(policy.TargetRecords, policy.QuotaWindow);
        _seen = new DiversityMemory(Memory, policy.SimilarityScale);
    }

    SpectrumJudge(SpectrumJudge past, IReadOnlyList<ClassName> classes) =>
        (_rules, _spectra, _targets, _seen) = (past._rules.For(classes), past._spectra, past._targets, past._seen);

    /// <summary>A judge with this one's past for the classes of another head; this one is not used any more.</summary>
    public SpectrumJudge For(IReadOnlyList<ClassName> classes) => new(this, classes);

    /// <summary>Judges the next spectrum.</summary>
    /// <param name="flags">Its flags.</param>
    /// <param name="identification">What it was taken for.</param>
    /// <param name="features">The network's features, or empty.</param>
    /// <param name="descriptor">Takes its place, <see cref="Descriptor.Size"/> numbers; all zero where it names nothing.</param>
    public VerdictRecord Judge(QualityFlags flags, in Identification identification, ReadOnlySpan<float> features, Span<float> descriptor)
    {
        var isUsable = !TriageRules.IsUnusable(flags) && identification.Count > 0;
        descriptor.Clear();
        if (isUsable)
            _ = Descriptor.Make(features, descriptor);
        var best = isUsable ? identification.Top[0].ClassId : ProductSummary.NoClass;
        var (target, probability) = isUsable ? _rules.TargetOf(identification) : (ProductSummary.NoClass, 0);
        var novelty = isUsable ? 1 - _seen.Similarity(descriptor, ProductSummary.NoClass, 0) : 0;
        var past = new JudgedBefore(novelty, _spectra.IsOver(best), _targets.IsOver(target));
        var verdict = _rules.Judge(flags, identification, UnknownScore(identification), past);
        if (verdict.Action == TriageAction.SendSpectrum)
            _spectra.Count(best);
        if (target != ProductSummary.NoClass)
            _targets.Count(target, probability);
        if (isUsable)
            _seen.Add(descriptor, ProductSummary.NoClass, 0);
        return verdict;
    }

    // The head's own judgement where it is calibrated; else, by NaN, the rules take 1 - best probability.
    static float UnknownScore(in Identification identification) => identification.IsUnknown ? 1 : float.NaN;
}
