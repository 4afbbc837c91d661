using System.Text;
using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Triage;
using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

/// <summary>Verdicts, quotas, policies as data.</summary>
public sealed class TriageVerdictTests
{
    static readonly ClassName[] Classes = [new(1, "Quartz"), new(2, "Calcite"), new(3, "Gypsum")];

    [Fact]
    public void Target_GoesFirst_AndASureOneIsWorthASample()
    {
        var verdict = Rules(new TriagePolicy { Targets = ["gypsum"] }).Judge(QualityFlags.None, Seen(3, 0.9f), float.NaN, new(0.2f));
        Assert.Equal((0, TriageAction.SendSpectrum, FollowUpAction.Sample), (verdict.Bin, verdict.Action, verdict.FollowUp));
        Assert.True(verdict.Reasons.HasFlag(TriageReasons.Target));
        var other = Rules(new TriagePolicy { Targets = ["gypsum"] }).Judge(QualityFlags.None, Seen(1, 0.9f), float.NaN, new(0.2f));
        Assert.True(verdict.Utility > other.Utility);
    }

    [Fact]
    public void TargetWeight_ScalesItsWorth()
    {
        float Utility(double weight) => Rules(new TriagePolicy { Targets = ["Gypsum"], TargetWeights = new Dictionary<string, double> { ["Gypsum"] = weight } })
            .Judge(QualityFlags.None, Seen(3, 0.9f), float.NaN, new(0)).Utility;
        Assert.True(Utility(1) > Utility(0.5) && Utility(0.5) > Utility(0.1));
    }

    [Fact]
    public void UnknownAndNovel_AsksToDwell()
    {
        var verdict = Rules().Judge(QualityFlags.None, Seen(1, 0.3f), 0.9f, new(0.9f));
        Assert.Equal((FollowUpAction.Dwell, TriageAction.SendSpectrum), (verdict.FollowUp, verdict.Action));
        Assert.True(TriageRules.ValueOf(ProductKind.Thumbnail64, verdict) > TriageRules.ValueOf(ProductKind.Standard, verdict));
    }

    [Fact]
    public void Confident_RecordIsWorthMoreThanAPicture()
    {
        var verdict = Rules().Judge(QualityFlags.None, Seen(1, 0.97f), 0.03f, new(0.1f));
        Assert.Equal(TriageAction.SendSummary, verdict.Action);
        Assert.True(TriageRules.ValueOf(ProductKind.Standard, verdict) > TriageRules.ValueOf(ProductKind.Thumbnail64, verdict));
    }

    [Fact]
    public void Unusable_NamesNothing_AndFaintLightAsksToMeasureAgain()
    {
        var verdict = Rules().Judge(QualityFlags.LowSignal, Seen(1, 0.9f), 0, new(1));
        Assert.Equal((TriageReasons.Unusable, 0f, FollowUpAction.Repeat, ProductSummary.MaxBin), (verdict.Reasons, verdict.Utility, verdict.FollowUp, verdict.Bin));
    }

    [Fact]
    public void OverQuota_OnlyTheRecordGoes_ButTargetsAlwaysGo()
    {
        var verdict = Rules().Judge(QualityFlags.None, Seen(1, 0.3f), 0.2f, new(0.2f, IsOverQuota: true));
        Assert.Equal((TriageAction.SendSummary, true), (verdict.Action, verdict.Reasons.HasFlag(TriageReasons.OverQuota)));
        verdict = Rules(new TriagePolicy { Targets = ["Quartz"] }).Judge(QualityFlags.None, Seen(1, 0.3f), 0.2f, new(0.2f, IsOverQuota: true));
        Assert.Equal(TriageAction.SendSpectrum, verdict.Action);
    }

    [Fact]
    public void TargetOverItsRecords_GoesByItsWorth_AndStillWhole()
    {
        var rules = Rules(new TriagePolicy { Targets = ["Quartz"] });
        var first = rules.Judge(QualityFlags.None, Seen(1, 0.9f), 0.1f, new(0.2f));
        var later = rules.Judge(QualityFlags.None, Seen(1, 0.9f), 0.1f, new(0.2f, IsTargetOverQuota: true));
        Assert.Equal((0, 1), (first.Bin, later.Bin));
        Assert.Equal((first.Utility, first.Action, first.Reasons), (later.Utility, later.Action, later.Reasons));
    }

    [Fact]
    public void Judge_LetsTheFirstRecordsOfATargetGoFirst_AndKeepsItsPastWithAnotherHead()
    {
        var policy = new TriagePolicy { Targets = ["Quartz", "Gypsum"], TargetRecords = 1.5 };
        var judge = new SpectrumJudge(policy, Classes);
        byte Bin(ushort classId) => judge.Judge(QualityFlags.None, Seen(classId, 0.9f), [1, 0], new float[Descriptor.Size]).Bin;
        Assert.Equal([0, 0, 1, 0], [Bin(1), Bin(1), Bin(1), Bin(3)]);
        judge = judge.For(Classes);
        Assert.Equal([1, 0, 1], [Bin(1), Bin(3), Bin(3)]);
    }

    [Theory]
    [InlineData(float.NaN, float.NaN)]
    [InlineData(float.PositiveInfinity, float.NegativeInfinity)]
    public void ScoresThatAreNoNumbers_GiveAUtilityThatIs(float unknown, float novelty)
    {
        var verdict = Rules().Judge(QualityFlags.None, Seen(1, float.NaN), unknown, new(novelty));
        Assert.InRange(verdict.Utility, 0, 1);
        Assert.Equal(TriageAction.SendSpectrum, verdict.Action); // NaN is uncertain
    }

    [Fact]
    public void Quota_CountsPerClass_AndBeginsAnewWithTheWindow()
    {
        var quota = new ClassQuota(2, 5);
        bool[] over = [.. Enumerable.Range(0, 7).Select(_ =>
        {
            var isOver = quota.IsOver(9);
            if (!isOver)
                quota.Count(9);
            return isOver;
        })];
        Assert.Equal([false, false, true, true, true, false, false], over);
        Assert.False(quota.IsOver(8));
    }

    [Fact]
    public void Explanation_SaysWhy()
    {
        var text = VerdictText.Of(Rules(new TriagePolicy { Version = 4, Targets = ["Gypsum"] }).Judge(QualityFlags.None, Seen(3, 0.9f), 0.1f, new(0.2f)));
        Assert.StartsWith("spectrum sent, bin 0, utility 0.", text, StringComparison.Ordinal);
        Assert.Contains("under policy 4: a wanted mineral, a clear case", text, StringComparison.Ordinal);
        Assert.EndsWith("asks to sample", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Policy_AsJson_ComesBack()
    {
        var policy = new TriagePolicy { Version = 7, Targets = ["Gypsum"], TargetWeights = new Dictionary<string, double> { ["Gypsum"] = 0.5 }, Diversity = 0.25, Products = [[ProductKind.Bits], [], [ProductKind.Tiny, ProductKind.Lossless], [ProductKind.Peaks]] };
        var back = TriagePolicyJson.Parse(Encoding.UTF8.GetBytes(TriagePolicyJson.Write(policy)));
        Assert.Equal(TriagePolicyJson.Write(policy), TriagePolicyJson.Write(back));
        Assert.Equal((7u, 0.5, ProductKind.Lossless), (back.Version, back.TargetWeights["Gypsum"], back.Products[2][1]));
    }

    [Theory]
    [InlineData("[]", "object")]
    [InlineData("{", "JSON")]
    [InlineData("""{"diversty": 1}""", "'diversty'")]
    [InlineData("""{"diversity": 2}""", "a number from 0 to 1 for 'diversity'")]
    [InlineData("""{"confident": "send"}""", "send-spectrum for 'confident'")]
    [InlineData("""{"products": [["standard"]]}""", "4 arrays")]
    [InlineData("""{"products": [["x"],[],[],[]]}""", "thumbnail64")]
    [InlineData("""{"targets": {"Gypsum": 3}}""", "'Gypsum'")]
    public void Policy_Wrong_IsRefusedByName(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<TriagePolicyException>(() => TriagePolicyJson.Parse(Encoding.UTF8.GetBytes(json))).Message, StringComparison.Ordinal);

    static TriageRules Rules(TriagePolicy? policy = null) => new(policy ?? new TriagePolicy(), Classes);

    static Identification Seen(ushort id, float probability)
    {
        var identification = new Identification { Count = 2, Margin = 2 * probability - 1 };
        identification.Top[0] = new ScoredClass(id, probability);
        identification.Top[1] = new ScoredClass(2, 1 - probability);
        return identification;
    }
}
