using System.Globalization;
using RoverRaman.Wire;

namespace RoverRaman.Triage;

/// <summary>Why was this sent? A verdict in words.</summary>
public static class VerdictText
{
    /// <summary>One line for people.</summary>
    public static string Of(in VerdictRecord verdict)
    {
        var action = verdict.Action switch { TriageAction.SendSpectrum => "spectrum sent", TriageAction.SendSummary => "record sent", _ => "kept onboard" };
        var reasons = Reasons(verdict.Reasons);
        var follow = verdict.FollowUp == FollowUpAction.None ? "" : $"; asks to {verdict.FollowUp.ToString().ToLowerInvariant()}";
        return string.Create(CultureInfo.InvariantCulture,
            $"{action}, bin {verdict.Bin}, utility {verdict.Utility:0.00} under policy {verdict.PolicyVersion}: {reasons} " +
            $"(target {verdict.Target:0.00}, confidence {verdict.Confidence:0.00}, novelty {verdict.Novelty:0.00}, unknown {verdict.Unknown:0.00}, quality {verdict.Quality:0.00}){follow}");
    }

    static string Reasons(TriageReasons reasons)
    {
        var words = Enum.GetValues<TriageReasons>().Where(reason => reason != TriageReasons.None && reasons.HasFlag(reason)).Select(Words);
        return string.Join(", ", words.DefaultIfEmpty("no reason"));
    }

    static string Words(TriageReasons reason) => reason switch
    {
        TriageReasons.Unusable => "no usable spectrum",
        TriageReasons.Target => "a wanted mineral",
        TriageReasons.Improbable => "best class improbable",
        TriageReasons.NarrowMargin => "hardly ahead of the second",
        TriageReasons.Unknown => "probably an unknown mineral",
        TriageReasons.Novel => "unlike everything sent",
        TriageReasons.OverQuota => "class over its quota",
        TriageReasons.Confident => "a clear case",
        TriageReasons.Commanded => "the ground asked for it",
        _ => reason.ToString(),
    };
}
