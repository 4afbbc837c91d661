using RoverRaman.Spectra;
using RoverRaman.Training.Train;

namespace RoverRaman.Training.Tests.Train;

public class DataSplitTests
{
    [Fact]
    public void Create_SpecimenIds_StandOnOneSideOnly()
    {
        var split = DataSplit.Create(SyntheticMinerals.Create(12, 10), 3);
        Assert.True(split.Grouped);
        SpectrumDataSet[] parts = [split.Train, split.Validation, split.HeldOut];
        Assert.Equal(120, parts.Sum(part => part.Spectra.Count));
        var owners = parts.SelectMany((part, i) => part.Spectra.Select(spectrum => (spectrum.SpecimenId, i))).Distinct().GroupBy(pair => pair.SpecimenId);
        Assert.All(owners, owner => Assert.Single(owner));
    }

    [Fact]
    public void Create_EveryClass_TrainsAndAFifthIsHeldOut()
    {
        var data = SyntheticMinerals.Create(12, 10);
        var split = DataSplit.Create(data, 3);
        Assert.Equal(12, split.Train.Labels.Distinct().Count());
        Assert.InRange(split.HeldOut.Spectra.Count, 18, 30);
        Assert.Equal(data.Classes, split.Classes);
    }

    [Fact]
    public void Create_SameSeed_GivesTheSameSplit()
    {
        var data = SyntheticMinerals.Create(6, 10);
        string[] Names(int seed) => [.. DataSplit.Create(data, seed).HeldOut.Spectra.Select(spectrum => spectrum.Source)];
        Assert.Equal(Names(3), Names(3));
        Assert.NotEqual(Names(3), Names(4));
    }

    [Fact]
    public void Create_OneClass_IsRefused()
    {
        var error = Assert.Throws<TrainingException>(() => DataSplit.Create(SyntheticMinerals.Create(1, 10), 0));
        Assert.Contains("at least 2 classes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_OneSpecimenAClass_IsRefused() =>
        Assert.Throws<TrainingException>(() => DataSplit.Create(SyntheticMinerals.Create(4, 2), 0));
}
