using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Triage;
using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

public sealed class TriageRulesTests
{
    static readonly ClassName[] Classes = [new(1, "Quartz"), new(2, "Calcite"), new(7, "Jarosite"), new(9, "Olivine")];

    static readonly TriagePolicy Policy = new() { MinimumProbability = 0.6, MinimumMargin = 0.15, Targets = ["jarosite"], TargetProbability = 0.25 };

    static Identification Identify(params (ushort Id, double Probability)[] scores)
    {
        var identification = new Identification { Count = scores.Length };
        for (var i = 0; i < scores.Length; i++)
            identification.Top[i] = new ScoredClass(scores[i].Id, (float)scores[i].Probability);
        identification.Margin = scores.Length > 1 ? (float)(scores[0].Probability - scores[1].Probability) : 1;
        return identification;
    }

    [Theory]
    [InlineData("sure", 1, 0.95, 2, 0.03, TriageAction.SendSummary)]
    [InlineData("just sure", 1, 0.60, 2, 0.40, TriageAction.SendSummary)]
    [InlineData("improbable", 1, 0.59, 2, 0.20, TriageAction.SendSpectrum)]
    [InlineData("probable, but hardly ahead", 1, 0.62, 2, 0.48, TriageAction.SendSpectrum)]
    [InlineData("target first", 7, 0.95, 2, 0.03, TriageAction.SendSpectrum)]
    [InlineData("target second", 1, 0.70, 7, 0.26, TriageAction.SendSpectrum)]
    [InlineData("target too weak", 1, 0.75, 7, 0.24, TriageAction.SendSummary)]
    public void Decide_OnAUsableSpectrum_FollowsTheTable(string what, ushort first, double p1, ushort second, double p2, TriageAction expected)
    {
        var sut = new TriageRules(Policy, Classes);
        Assert.True(expected == sut.Decide(QualityFlags.None, Identify((first, p1), (second, p2))), what);
    }

    [Theory]
    [InlineData(QualityFlags.NotFinite, true)]
    [InlineData(QualityFlags.Saturated, true)]
    [InlineData(QualityFlags.Dark, true)]
    [InlineData(QualityFlags.Flat, true)]
    [InlineData(QualityFlags.PoorCoverage, true)]
    [InlineData(QualityFlags.LowSignal, true)]
    [InlineData(QualityFlags.LowSignal | QualityFlags.NoDark, true)]
    [InlineData(QualityFlags.NoDark, false)]
    [InlineData(QualityFlags.None, false)]
    public void Decide_OnEachFlag_NeverNamesAnUnusableSpectrum(QualityFlags flags, bool unusable)
    {
        var sut = new TriageRules(Policy with { Unusable = TriageAction.Drop }, Classes);
        Assert.Equal(unusable, TriageRules.IsUnusable(flags));
        Assert.Equal(unusable ? TriageAction.Drop : TriageAction.SendSpectrum, sut.Decide(flags, Identify((7, 0.99))));
    }

    [Fact]
    public void Decide_WithoutAnyClass_IsUnusable() =>
        Assert.Equal(TriageAction.Drop, new TriageRules(Policy, Classes).Decide(QualityFlags.None, Identify()));

    [Fact]
    public void Decide_OnNaN_IsUncertain() =>
        Assert.Equal(TriageAction.SendSpectrum, new TriageRules(Policy, Classes).Decide(QualityFlags.None, Identify((1, double.NaN), (2, double.NaN))));

    [Fact]
    public void Judge_OfWhatTheHeadCallsUnknown_IsUncertain_HoweverProbable()
    {
        var identification = Identify((1, 0.99), (2, 0.01));
        identification.IsUnknown = true;
        var verdict = new TriageRules(Policy, Classes).Judge(QualityFlags.None, identification, unknownScore: float.NaN, new(0));
        Assert.Equal(Policy.Uncertain, verdict.Action);
        Assert.Equal(TriageReasons.Unknown, verdict.Reasons & (TriageReasons.Unknown | TriageReasons.Confident));
    }

    [Fact]
    public void MissingTargets_NamesWhatTheHeadDoesNotHold() =>
        Assert.Equal(["Jarosit"], new TriageRules(Policy with { Targets = ["OLIVINE", "Jarosit"] }, Classes).MissingTargets);
}
