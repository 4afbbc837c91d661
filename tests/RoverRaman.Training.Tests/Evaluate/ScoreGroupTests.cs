using RoverRaman.Spectra;
using RoverRaman.Training.Evaluate;

namespace RoverRaman.Training.Tests.Evaluate;

public class ScoreGroupTests
{
    static readonly Prediction[] Ours =
    [
        new("a", "Quartz", ["Quartz", "Calcite"], 0.9, 0.8),
        new("b", "Quartz", ["Calcite", "Quartz"], 0.9, 0.8),
        new("c", "Calcite", ["Calcite", "Quartz"], 0.9, 0.8),
    ];

    [Fact]
    public void Divide_TwoParts_CountsEachForModelAndFloor()
    {
        var groups = ScoreGroup.Divide(Ours, [Ours[0] with { Top = ["Rutile"] }, Ours[1] with { Top = ["Quartz"] }], ["first", "none", "second"], source => source == "c" ? "second" : "first");
        Assert.Equal(["first", "second"], groups.Select(group => group.Name));
        Assert.Equal([(2, 0.5), (1, 1)], groups.Select(group => (group.Scores.Count, group.Scores.Top1)));
        Assert.Equal(0.5, groups[0].Floor!.Top1);
        Assert.Null(groups[1].Floor);
    }

    [Fact]
    public void BySignal_TellsAPeakFromNoiseAlone()
    {
        var random = new Random(1);
        float[] noise = [.. Enumerable.Range(0, Grid.Count).Select(_ => (float)(100 + random.NextDouble()))];
        float[] peak = [.. noise.Select((value, i) => value + (float)(100 * Math.Exp(-Math.Pow((i - 400) / 8.0, 2))))];
        Assert.Equal(ScoreGroup.Usable, ScoreGroup.BySignal(new LabeledSpectrum(peak, "Quartz", null, "a", null)));
        Assert.Equal(ScoreGroup.Refused, ScoreGroup.BySignal(new LabeledSpectrum(noise, "Quartz", null, "a", null)));
    }

    [Fact]
    public void ByReferences_EveryCount_HasItsName() =>
        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3], new[] { 0, 1, 2, 3, 4, 7, 8, 900 }.Select(count => ScoreGroup.ReferenceCounts.ToList().IndexOf(ScoreGroup.ByReferences(count))));
}
