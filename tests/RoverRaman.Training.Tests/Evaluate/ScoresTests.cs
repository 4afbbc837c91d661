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
        Assert.Equal(10.5 / 12, scores.Auroc, 9);
        Assert.Equal(0.5, scores.Fpr95);
    }
}
