using RoverRaman.Training.Evaluate;

namespace RoverRaman.Training.Tests.Evaluate;

public class ScoresTests
{
    static readonly Prediction[] Four =
    [
        new("a", "Quartz", ["Quartz", "Calcite", "Rutile"], 0.9, 0.85),
        new("b", "Quartz", ["Calcite", "Rutile", "Quartz", "Albite"], 0.9, 0.6),
        new("c", "Calcite", ["Rutile", "Albite", "Quartz", "Calcite"], 0.5, 0.1),
        new("d", "Rutile", ["Rutile", "Quartz", "Calcite"], 0.5, 0.25),
    ];

    [Fact]
    public void Of_FourPredictions_CountsTop1AndTop3()
    {
        var scores = Scores.Of(Four);
        Assert.Equal((4, 0.5, 0.75), (scores.Count, scores.Top1, scores.Top3));
        Assert.Equal(0.45, scores.ConfidenceGap, 9);
    }

    // Bins around 0.9 and 0.5, two predictions each, one right each: |1.8 - 1| + |1.0 - 1| = 0.8 over 4.
    [Fact]
    public void ExpectedError_TwoBins_IsTheWeightedDistance() => Assert.Equal(0.2, Calibration.ExpectedError(Four), 9);

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public void ExpectedError_ConfidenceAtTheEnds_FallsIntoABin(double confidence) =>
        Assert.Equal(1 - confidence, Calibration.ExpectedError([new("a", "Quartz", ["Quartz"], confidence, 0)]), 9);

    [Fact]
    public void Of_Nothing_IsRefused() => Assert.Throws<ArgumentException>(() => Scores.Of([]));

    [Fact]
    public void Summarise_WrongOnes_AreCountedByPair()
    {
        var confusions = Confusion.Summarise([.. Four, Four[1] with { Source = "e" }, new("f", "Albite", [], 0, 0)]);
        Assert.Equal(
            [new Confusion("Quartz", "Calcite", 2, 3), new Confusion("Albite", "no class", 1, 1), new Confusion("Calcite", "Rutile", 1, 1)],
            confusions);
    }

    [Fact]
    public void Unknown_Overlap_GivesHandComputedAurocAndFpr()
    {
        var scores = UnknownScores.Of([0.9, 0.8, 0.4], [0.1, 0.4, 0.5, 0.2]);
        // Pairs won: 0.9 and 0.8 beat four each, 0.4 beats two and ties with one.
        Assert.Equal(10.5 / 12, scores.Auroc.Value, 9);
        Assert.InRange(scores.Auroc.Value, scores.Auroc.Interval.Low, scores.Auroc.Interval.High);
        Assert.Equal(Estimate.Share(2, 4), scores.Fpr95);
    }

    [Fact]
    public void Unknown_Apart_LeavesNoDoubt() =>
        Assert.Equal(new Estimate(1, new Interval(1, 1)), UnknownScores.Of([0.9, 0.8, 0.7], [0.1, 0.2]).Auroc);

    // The mean distance of a share of 100 fair coins from one half is sqrt(2 / pi) * 0.05, about 0.0398; 95 % lie within 0.1.
    [Fact]
    public void ChanceError_RightProbabilities_ScattersAsCoinsDo()
    {
        var chance = Calibration.ChanceError([.. Enumerable.Range(0, 100).Select(i => new Prediction($"{i}", "a", ["a"], 0.5, 0))]);
        Assert.InRange(chance.Value, 0.037, 0.043);
        Assert.InRange(chance.Interval.Low, 0, 0.01);
        Assert.InRange(chance.Interval.High, 0.09, 0.12);
    }

    // Standard error of the mean of 400 fair coins: 0.025.
    [Fact]
    public void Mean_FairCoins_HasAnIntervalOfTwoStandardErrors()
    {
        var mean = Estimate.Mean([.. Enumerable.Range(0, 400).Select(i => (double)(i % 2))]);
        Assert.Equal(0.5, mean.Value, 9);
        Assert.InRange(mean.Interval.Low, 0.44, 0.46);
        Assert.InRange(mean.Interval.High, 0.54, 0.56);
    }
}
