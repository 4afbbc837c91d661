using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Wire;

namespace RoverRaman.Triage;

/// <summary>
/// The rules, in their order; the first that applies decides. No state, no I/O, no allocation.
/// <list type="number">
/// <item>a flag of <see cref="SpectralQuality.Unusable"/>, or no class at all: <see cref="TriagePolicy.Unusable"/>, and no mineral is named;</item>
/// <item>a target among the best classes: the spectrum goes down;</item>
/// <item>called unknown by its head, best class improbable, or hardly ahead of the second: <see cref="TriagePolicy.Uncertain"/>;</item>
/// <item>otherwise <see cref="TriagePolicy.Confident"/>.</item>
/// </list>
/// </summary>
public sealed class TriageRules
{
    readonly TriagePolicy _policy;
    readonly ushort[] _targets;
    readonly float[] _targetWeights;

    /// <summary>Prepares the rules for the classes of a head; targets that it does not hold are in <see cref="MissingTargets"/>.</summary>
    public TriageRules(TriagePolicy policy, IReadOnlyList<ClassName> classes)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(classes);
        _policy = policy;
        var targets = classes.Where(c => policy.Targets.Contains(c.Name, StringComparer.OrdinalIgnoreCase)).ToArray();
        _targets = [.. targets.Select(c => c.Id)];
        _targetWeights = [.. targets.Select(c => WeightOf(policy, c.Name))];
        MissingTargets = [.. policy.Targets.Where(t => !classes.Any(c => c.Name.Equals(t, StringComparison.OrdinalIgnoreCase)))];
    }

    /// <summary>The policy that these rules apply.</summary>
    public TriagePolicy Policy => _policy;

    /// <summary>Wished-for minerals that the head does not know.</summary>
    public IReadOnlyList<string> MissingTargets { get; }

    /// <summary>The same rules for the classes of another head.</summary>
    public TriageRules For(IReadOnlyList<ClassName> classes) => new(_policy, classes);

    /// <summary>True where the flags forbid to name a mineral.</summary>
    public static bool IsUnusable(QualityFlags flags) => (flags & SpectralQuality.Unusable) != 0;

    /// <summary>The target that weighs most among the best classes, and its probability; <see cref="ProductSummary.NoClass"/> and 0 without one.</summary>
    public (ushort ClassId, float Probability) TargetOf(in Identification identification)
    {
        var (classId, probability, most) = (ProductSummary.NoClass, 0f, 0f);
        for (var i = 0; i < identification.Count; i++)
        {
            var candidate = identification.Top[i];
            if (candidate.Probability >= _policy.TargetProbability && WeightOf(candidate.ClassId) * candidate.Probability > most)
                (classId, probability, most) = (candidate.ClassId, candidate.Probability, WeightOf(candidate.ClassId) * candidate.Probability);
        }
        return (classId, probability);
    }

    /// <summary>What to do with a spectrum of these flags and this identification (ignored where the flags forbid one).</summary>
    public TriageAction Decide(QualityFlags flags, in Identification identification)
    {
        if (IsUnusable(flags) || identification.Count == 0)
            return _policy.Unusable;
        if (HoldsTarget(identification))
            return TriageAction.SendSpectrum;
        return IsProbable(identification) && IsAhead(identification) && !identification.IsUnknown ? _policy.Confident : _policy.Uncertain;
    }

    // Both written so that NaN is uncertain, never confident.
    bool IsProbable(in Identification identification) => identification.Top[0].Probability >= _policy.MinimumProbability;

    bool IsAhead(in Identification identification) => identification.Margin >= _policy.MinimumMargin;

    bool HoldsTarget(in Identification identification)
    {
        for (var i = 0; i < identification.Count; i++)
            if (identification.Top[i].Probability >= _policy.TargetProbability && Array.IndexOf(_targets, identification.Top[i].ClassId) >= 0)
                return true;
        return false;
    }

    /// <summary>
    /// The whole verdict: action, bin, utility and its terms, reasons, follow-up. <see cref="VerdictRecord.Sequence"/> is left to the caller.
    /// </summary>
    /// <param name="flags">Flags of the spectrum.</param>
    /// <param name="identification">What it was taken for; ignored where the flags forbid to name it.</param>
    /// <param name="unknownScore">0..1, how little it looks like any known mineral; NaN where the model has none: 1 - best probability then.</param>
    /// <param name="before">What the past says of it.</param>
    public VerdictRecord Judge(QualityFlags flags, in Identification identification, float unknownScore, in JudgedBefore before)
    {
        var verdict = new VerdictRecord { PolicyVersion = _policy.Version, Action = Decide(flags, identification), Bin = ProductSummary.MaxBin };
        if (IsUnusable(flags) || identification.Count == 0)
        {
            verdict.Reasons = TriageReasons.Unusable;
            verdict.FollowUp = (flags & QualityFlags.LowSignal) != 0 && (flags & QualityFlags.Dark) == 0 ? FollowUpAction.Repeat : FollowUpAction.None;
            return verdict;
        }
        var best = identification.Top[0].Probability;
        var (target, probability) = TargetOf(identification);
        verdict.Target = Share(WeightOf(target) * probability);
        verdict.Confidence = Share(best);
        verdict.Novelty = Share(before.Novelty);
        verdict.Unknown = Share(float.IsNaN(unknownScore) ? 1 - best : unknownScore);
        verdict.Quality = (flags & QualityFlags.NoDark) != 0 ? 0.8f : 1;
        verdict.Utility = Utility(verdict);
        verdict.Reasons = Reasons(verdict, identification);
        Place(ref verdict, before);
        return verdict;
    }

    /// <summary>What one kind of product about a spectrum is worth, 0..1: a record tells most about what is known, a picture about what is new or unknown.</summary>
    public static float ValueOf(ProductKind kind, in VerdictRecord verdict)
    {
        var known = verdict.Confidence * (1 - verdict.Unknown);
        var share = kind switch
        {
            ProductKind.Bits or ProductKind.Tiny or ProductKind.Standard => 0.02f + 0.98f * known * known, // a name that is probably wrong tells next to nothing
            ProductKind.Near or ProductKind.Lossless => 0.5f,
            _ => 0.1f + 0.9f * Math.Max(1 - known, verdict.Novelty),
        };
        return verdict.Utility * share;
    }

    /// <summary>The bin of one kind of product: records of targets first, then records and pictures by worth, whole spectra after them.</summary>
    public static byte BinOf(ProductKind kind, in VerdictRecord verdict) => kind switch
    {
        ProductKind.Bits or ProductKind.Tiny or ProductKind.Standard => verdict.Bin,
        ProductKind.Near or ProductKind.Lossless => Math.Max(verdict.Bin, (byte)2),
        _ => Math.Max(verdict.Bin, (byte)1),
    };

    static float WeightOf(TriagePolicy policy, string name)
    {
        foreach (var (target, weight) in policy.TargetWeights)
            if (target.Equals(name, StringComparison.OrdinalIgnoreCase))
                return (float)weight;
        return 1;
    }

    // 0 for what is no target.
    float WeightOf(ushort classId) => Array.IndexOf(_targets, classId) is >= 0 and var at ? _targetWeights[at] : 0;

    // NaN is 0: what cannot be told is worth nothing.
    static float Share(float value) => value > 0 ? Math.Min(value, 1) : 0;

    float Utility(in VerdictRecord verdict)
    {
        var weights = _policy.Weights;
        // Without targets nothing can be one, so that their weight does not press the rest down.
        var target = _targets.Length > 0 ? weights.Target : 0;
        var sum = target + weights.Confidence + weights.Novelty + weights.Unknown;
        var mean = sum > 0
            ? (target * verdict.Target + weights.Confidence * verdict.Confidence + weights.Novelty * verdict.Novelty + weights.Unknown * verdict.Unknown) / sum
            : 0;
        return Share((float)(mean * verdict.Quality));
    }

    TriageReasons Reasons(in VerdictRecord verdict, in Identification identification)
    {
        var (improbable, narrow) = (!IsProbable(identification), !IsAhead(identification));
        return (verdict.Target > 0 ? TriageReasons.Target : 0)
            | (improbable ? TriageReasons.Improbable : 0)
            | (narrow ? TriageReasons.NarrowMargin : 0)
            | (!improbable && !narrow && !identification.IsUnknown ? TriageReasons.Confident : 0)
            | (identification.IsUnknown || verdict.Unknown >= _policy.UnknownFrom ? TriageReasons.Unknown : 0)
            | (verdict.Novelty >= _policy.NovelFrom ? TriageReasons.Novel : 0);
    }

    void Place(ref VerdictRecord verdict, in JudgedBefore before)
    {
        var isTarget = (verdict.Reasons & TriageReasons.Target) != 0;
        if (before.IsOverQuota && !isTarget && verdict.Action == TriageAction.SendSpectrum)
            (verdict.Action, verdict.Reasons) = (TriageAction.SendSummary, verdict.Reasons | TriageReasons.OverQuota);
        verdict.Bin = isTarget && !before.IsTargetOverQuota ? (byte)0 : verdict.Action == TriageAction.Drop ? ProductSummary.MaxBin : (byte)1;
        if (isTarget && verdict.Confidence >= _policy.SampleFrom)
            verdict.FollowUp = FollowUpAction.Sample;
        else if ((verdict.Reasons & (TriageReasons.Unknown | TriageReasons.Novel)) == (TriageReasons.Unknown | TriageReasons.Novel))
            verdict.FollowUp = FollowUpAction.Dwell;
    }
}
