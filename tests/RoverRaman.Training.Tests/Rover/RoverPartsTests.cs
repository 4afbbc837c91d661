using RoverRaman.Spectra;
using RoverRaman.TestSupport;
using RoverRaman.Training.Evaluate;
using RoverRaman.Training.Train;
using RoverRaman.Training.Train.Rover;

namespace RoverRaman.Training.Tests.Rover;

public sealed class RoverPartsTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void OneCycle_Steps_RiseForThirtyPercentThenFallToNothing()
    {
        var cycle = new OneCycle(1, 100);
        Assert.Equal(0.04, cycle.Rate(0), 1e-9);
        Assert.Equal(1, cycle.Rate(29), 1e-9);
        Assert.InRange(cycle.Rate(99), 0, 1e-5);
        Assert.True(cycle.Rate(15) < cycle.Rate(29) && cycle.Rate(60) < cycle.Rate(30));
    }

    [Fact]
    public void ClassIds_KnownNames_KeepTheirIdsWhenTheTableGrows()
    {
        var file = _folder.File("classes.csv");
        var table = ClassIdTable.Load(file);
        Assert.Equal((0, 1), (table.IdOf("Quartz"), table.IdOf("Calcite")));
        table.Save(file);
        var grown = ClassIdTable.Load(file);
        Assert.Equal((2, 1, 0), (grown.IdOf("Albite"), grown.IdOf("calcite"), grown.IdOf("Quartz")));
        Assert.Equal("Calcite", grown.Names[1]);
    }

    [Theory]
    [InlineData("1,Quartz\n1,Calcite")]
    [InlineData("1,Quartz\n2,quartz")]
    [InlineData("x,Quartz")]
    [InlineData("Quartz")]
    [InlineData("70000,Quartz")]
    public void ClassIds_BadTable_IsRefusedByItsLine(string text)
    {
        var file = _folder.File("classes.csv");
        File.WriteAllText(file, text);
        Assert.Contains("on line", Assert.Throws<TrainingException>(() => ClassIdTable.Load(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Duplicates_SameSpectrumUnderTwoNames_IsNamedInAWarning()
    {
        var minerals = SyntheticMinerals.Create(2, 2).Spectra;
        var warnings = Duplicates.Disagreeing([.. minerals, minerals[0] with { ClassName = "Pyrite", Source = "copy.txt" }]);
        var warning = Assert.Single(warnings);
        Assert.Contains("Mineral00 (Mineral00__000.txt), Pyrite (copy.txt)", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Duplicates_SameMeasurementInAnotherUnit_IsLeftOutOfTheLibrary()
    {
        var minerals = SyntheticMinerals.Create(4, 1).Spectra;
        var copy = minerals[1] with { Intensities = [.. minerals[1].Intensities.Select(value => 3 * value + 40)] };
        Assert.Equal(minerals.Where((_, i) => i != 1), Duplicates.Without(minerals, [copy]));
    }

    [Fact]
    public void RoverData_BackgroundedSpectra_AreToldFromCleanOnes()
    {
        var clean = SyntheticMinerals.Create(3, 3).Spectra;
        Assert.False(RoverData.IsRawSet(clean));
        Assert.True(RoverData.IsRawSet([.. clean.Select(WithBackground)]));
    }

    [Theory]
    [InlineData(3, true)] // raw sets hold many spectra without much background
    [InlineData(10, false)]
    public void RoverData_SomeBackgroundedSpectra_DecideByTheirShare(int oneIn, bool isRaw)
    {
        var clean = SyntheticMinerals.Create(4, 10).Spectra;
        Assert.Equal(isRaw, RoverData.IsRawSet([.. clean.Select((one, i) => i % oneIn == 0 ? WithBackground(one) : one)]));
    }

    [Theory]
    [InlineData("soysal/raw_train_40pct.csv.gz", true)]
    [InlineData("rruff/excellent_unoriented.zip", false)]
    public void RoverData_RealSpectra_AreTakenForWhatTheyAre(string name, bool isRaw)
    {
        var path = TestPaths.Data(name);
        Assert.SkipUnless(path is not null, $"needs {name} beside the checkout (or in ROVERRAMAN_DATA)");
        Assert.Equal(isRaw, RoverData.IsRawSet(DataSource.Load(path!).DataSet.Spectra));
    }

    static LabeledSpectrum WithBackground(LabeledSpectrum one) =>
        one with { Intensities = [.. one.Intensities.Select((value, i) => value + 2000 * MathF.Sin(i * MathF.PI / Grid.Count))] };

    [Fact]
    public void Calibration_OverconfidentEvidence_IsSoftened()
    {
        var random = new Random(4);
        // Evidence that is right in 60 % yet certain of itself.
        Evidence[] evidence = [.. Enumerable.Range(0, 400).Select(i => new Evidence($"{i}", random.NextDouble() < 0.6 ? 0 : 1, i % 2, [12, 0, 0]))];
        var fitted = HeadCalibration.Fit(evidence);
        Assert.True(fitted.Temperature > 5);
        Assert.InRange(evidence[0].Probabilities(fitted.Temperature)[0], 0.5, 0.7);
        var judged = HeadCalibration.CrossFitted(evidence, ["a", "b", "c"]);
        Assert.InRange(Calibration.ExpectedError([.. judged.Select(one => one.Prediction)]), 0, 0.06);
        Assert.InRange(judged.Average(one => one.Covered ? 1.0 : 0), 0.93, 1);
    }

    [Fact]
    public void Calibration_UnknownThreshold_AcceptsNineteenOfTwenty()
    {
        var random = new Random(4);
        Evidence[] evidence = [.. Enumerable.Range(0, 200).Select(i => new Evidence($"{i}", 0, 0, [10 + random.NextSingle(), 1]))];
        var fitted = HeadCalibration.Fit(evidence);
        Assert.Equal(190, evidence.Count(one => one.UnknownScore(fitted.Temperature) <= fitted.UnknownThreshold));
    }

    [Fact]
    public void ClosePairs_GarnetTakenForAGarnet_IsCounted()
    {
        Prediction[] predictions = [new("1", "Pyrope", ["Almandine"], 0.9, 0.8), new("2", "Pyrope", ["Pyrope"], 0.9, 0.8), new("3", "Quartz", ["Pyrope"], 0.9, 0.8)];
        Assert.Equal([("Pyrope", 2, 1, 1)], ClosePairs.Summarise(predictions, ["Almandine", "Pyrope", "Quartz"]));
    }

    [Fact]
    public void Selective_MostCertain_AreJudgedAlone() => Assert.Equal(Estimate.Share(7, 7), Selective.Accuracy(
        [.. Enumerable.Range(0, 10).Select(i => new Prediction($"{i}", "a", [i < 7 ? "a" : "b"], 1, 1 - i / 10.0))]));
}
