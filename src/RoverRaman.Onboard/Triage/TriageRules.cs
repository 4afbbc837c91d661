using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// The rules, in their order; the first that applies decides. No state, no I/O, no allocation.
/// <list type="number">
/// <item>a flag of <see cref="SpectralQuality.Unusable"/>, or no class at all: <see cref="TriagePolicy.Unusable"/>, and no mineral is named;</item>
/// <item>a target among the best classes: the spectrum goes down;</item>
/// <item>best class improbable, or hardly ahead of the second: <see cref="TriagePolicy.Uncertain"/>;</item>
/// <item>otherwise <see cref="TriagePolicy.Confident"/>.</item>
/// </list>
/// </summary>
public sealed class TriageRules
{
    readonly TriagePolicy _policy;
    readonly ushort[] _targets;

    /// <summary>Prepares the rules for the classes of a head; targets that it does not hold are in <see cref="MissingTargets"/>.</summary>
    public TriageRules(TriagePolicy policy, IReadOnlyList<ClassName> classes)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(classes);
        _policy = policy;
        _targets = [.. classes.Where(c => policy.Targets.Contains(c.Name, StringComparer.OrdinalIgnoreCase)).Select(c => c.Id)];
        MissingTargets = [.. policy.Targets.Where(t => !classes.Any(c => c.Name.Equals(t, StringComparison.OrdinalIgnoreCase)))];
    }

    /// <summary>Wished-for minerals that the head does not know.</summary>
    public IReadOnlyList<string> MissingTargets { get; }

    /// <summary>The same rules for the classes of another head.</summary>
    public TriageRules For(IReadOnlyList<ClassName> classes) => new(_policy, classes);

    /// <summary>True where the flags forbid to name a mineral.</summary>
    public static bool IsUnusable(QualityFlags flags) => (flags & SpectralQuality.Unusable) != 0;

    /// <summary>What to do with a spectrum of these flags and this identification (ignored where the flags forbid one).</summary>
    public TriageAction Decide(QualityFlags flags, in Identification identification)
    {
        if (IsUnusable(flags) || identification.Count == 0)
            return _policy.Unusable;
        if (HoldsTarget(identification))
            return TriageAction.SendSpectrum;
        // Written so that NaN is uncertain, never confident.
        var confident = identification.Top[0].Probability >= _policy.MinimumProbability && identification.Margin >= _policy.MinimumMargin;
        return confident ? _policy.Confident : _policy.Uncertain;
    }

    bool HoldsTarget(in Identification identification)
    {
        for (var i = 0; i < identification.Count; i++)
            if (identification.Top[i].Probability >= _policy.TargetProbability && Array.IndexOf(_targets, identification.Top[i].ClassId) >= 0)
                return true;
        return false;
    }
}
