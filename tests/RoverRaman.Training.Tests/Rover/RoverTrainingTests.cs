using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Training.Evaluate;
using RoverRaman.Training.Train;
using RoverRaman.Training.Train.Rover;

namespace RoverRaman.Training.Tests.Rover;

public sealed class RoverTrainingTests(TrainedRover trained)
{
    [Fact]
    public void Run_Twice_GivesTheSameModelAndTakesTheKeptNetwork()
    {
        var log = new SilentLog();
        var again = new RoverTraining(trained.Request with { Output = trained.File("again") }, log).Run();
        Assert.Equal(trained.Model.Folder.Description.BackboneSha256, again.Folder.Description.BackboneSha256);
        Assert.Equal(trained.Model.Folder.Description.HeadSha256, again.Folder.Description.HeadSha256);
        Assert.Contains(log.Lines, line => line.Contains("pretraining: taken from", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_SyntheticMinerals_NamesThem()
    {
        Assert.True(trained.Model.Measurement.Scores.Top1 > 0.8, $"top-1 {trained.Model.Measurement.Scores.Top1}");
        Assert.True(trained.Model.Measurement.Shifted[30].Value > 0.7, $"top-1 at 30 cm-1 {trained.Model.Measurement.Shifted[30]}");
    }

    [Fact]
    public void Run_Model_CarriesItsThresholdsAndClassIds()
    {
        var manifest = trained.Model.Folder.Head.Manifest;
        Assert.Equal(0.95f, manifest.ConformalCoverage);
        Assert.True(float.IsFinite(manifest.UnknownThreshold) && float.IsFinite(manifest.ConformalThreshold));
        var table = ClassIdTable.Load(trained.File("classes.csv"));
        Assert.All(manifest.Classes, name => Assert.Equal(name.Name, table.Names[name.Id]));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(-16)]
    public void Identify_SpectraThatDrift_TellTheChange(int shift)
    {
        using var classifier = Classifier.Open(trained.Model.Folder);
        Assert.InRange(MedianDrift(shift) - MedianDrift(0), shift - 8, shift + 8);

        double MedianDrift(int by)
        {
            double[] drifts = [.. new Evaluator(classifier).Predict(trained.Minerals, by).Select(prediction => prediction.Drift).Order()];
            return drifts[drifts.Length / 2];
        }
    }

    [Fact]
    public void Evaluate_NamesInOtherLetters_AreTheSameMinerals()
    {
        using var classifier = Classifier.Open(trained.Model.Folder);
        var shouted = new SpectrumDataSet([.. trained.Minerals.Spectra.Select(one => one with { ClassName = one.ClassName!.ToUpperInvariant() })]);
        Assert.Equal(
            Scores.Of(new Evaluator(classifier).Predict(trained.Minerals)).Top1,
            Scores.Of(new Evaluator(classifier).Predict(shouted)).Top1);
    }

    [Fact]
    public void Run_Card_StatesFiguresAndCommand()
    {
        var card = File.ReadAllText(Path.Combine(trained.Model.Folder.Path, ModelFolder.CardName));
        foreach (var part in new[] { "roverraman train --preset rover", "top-1", "expected calibration error", "conformal sets", "Not for", "1-NN floor", "| with a clear peak | 36 |", "| 4 to 7 references | 36 |", "| figure | value | 95 % |", "by chance, if every probability were right" })
            Assert.Contains(part, card, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Unlabeled_LearnsTwiceFromThoseThatItNamesSurelyInEachFoldToo()
    {
        LabeledSpectrum[] labelled = [.. trained.Minerals.Spectra.Take(4)];
        var unlabeled = Csv("unlabeled", [.. labelled.Concat(labelled.Select(Faded)).Select(one => one with { ClassName = null })]);
        var log = new SilentLog();
        var model = new RoverTraining(trained.Request with { Unlabeled = unlabeled, Output = trained.File("more") }, log).Run();
        Assert.Contains(log.Lines, line => line == "unlabeled: 4 spectra; 4 left out as the same measurement as a labelled one");
        Assert.Equal(2 * (2 + 1), log.Lines.Count(line => line.Contains("of 4 spectra named surely", StringComparison.Ordinal)));
        Assert.NotEqual(trained.Model.Folder.Description.BackboneSha256, model.Folder.Description.BackboneSha256);
    }

    [Fact]
    public void Run_UnlabeledThatNoneIsSureOf_TrainsAsWithout()
    {
        var flat = trained.Minerals.Spectra[0] with { ClassName = null, Intensities = [.. Enumerable.Range(0, Grid.Count).Select(i => 100 + i % 2 * 0.01f)] };
        var log = new SilentLog();
        var model = new RoverTraining(trained.Request with { Unlabeled = Csv("flat", flat), Output = trained.File("as-without") }, log).Run();
        Assert.Contains(log.Lines, line => line.StartsWith("unlabeled: 0 of 1 spectra named surely", StringComparison.Ordinal));
        Assert.True(Directory.Exists(model.Folder.Path));
    }

    [Fact]
    public void Run_OneClass_IsRefusedAndLeavesNoFolder()
    {
        var one = SyntheticMinerals.WriteCsv(SyntheticMinerals.Create(1, 6), trained.File("one.csv"));
        var request = trained.Request with { Data = [one], Output = trained.File("never") };
        Assert.Contains("at least 2 classes", Assert.Throws<TrainingException>(() => new RoverTraining(request, new SilentLog()).Run()).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(request.Output));
    }

    [Fact]
    public void Run_OnlySingleSpectra_CannotBeMeasuredAndSaysSo()
    {
        var single = SyntheticMinerals.WriteCsv(SyntheticMinerals.Create(5, 1), trained.File("single.csv"));
        var request = trained.Request with { Data = [single], Output = trained.File("never") };
        Assert.Contains("two spectra", Assert.Throws<TrainingException>(() => new RoverTraining(request, new SilentLog()).Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_SpectrumUnderTwoNamesAndNoMineral_WarnsAndDropsTheLatter()
    {
        var first = trained.Minerals.Spectra[0];
        var path = SyntheticMinerals.WriteCsv(new SpectrumDataSet([.. trained.Minerals.Spectra, first with { ClassName = "Pyrite" }, trained.Minerals.Spectra[9] with { ClassName = "Unknown" }]), trained.File("bad.csv"));
        var data = RoverData.Load(trained.Request with { Data = [path], Library = null }, new SilentLog());
        Assert.Contains(data.Warnings, warning => warning.Contains("Pyrite", StringComparison.Ordinal));
        Assert.DoesNotContain("Unknown", data.Set.Classes);
    }

    [Fact]
    public void Load_UnlabeledOfAnotherLaser_Warns()
    {
        var data = RoverData.Load(trained.Request with { Data = [Rruff("labelled", 532)], Library = null, Unlabeled = Rruff("unlabelled", 785) }, new SilentLog());
        Assert.Contains(data.Warnings, warning => warning.Contains("8 of 8 spectra without names were taken at 785 nm, the labelled ones at 532 nm", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_UnlabeledOfTheSameLaser_DoesNotWarn() =>
        Assert.Empty(RoverData.Load(trained.Request with { Data = [Rruff("labelled", 532)], Library = null, Unlabeled = Rruff("alike", 532) }, new SilentLog()).Warnings);

    [Fact]
    public void Run_UnlabeledOnAnotherGrid_IsRefusedBeforeTraining()
    {
        var path = trained.File("grid.csv");
        File.WriteAllText(path, "class," + string.Join(',', Enumerable.Range(0, 700).Select(i => 100 + 2 * i)) + "\n");
        var request = trained.Request with { Unlabeled = path, Output = trained.File("never") };
        var log = new SilentLog();
        var refused = Assert.Throws<SpectrumFormatException>(() => new RoverTraining(request, log).Run());
        Assert.Contains("class,200,201,...,1591", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, line => line.StartsWith("pretraining", StringComparison.Ordinal));
        Assert.False(Directory.Exists(request.Output));
    }

    [Fact]
    public void Run_ClassesLeftOut_AreInNeitherDataNorLibraryAndMeasuredAsUnknown()
    {
        var request = trained.Request with { LeaveOut = 2, Output = trained.File("without"), Pretrained = null }; // the kept network is for the other tests
        var data = RoverData.Load(request, new SilentLog());
        var left = trained.Minerals.Classes.Except(data.Set.Classes).ToArray();
        Assert.Equal(2, left.Length);
        Assert.Equal(12, data.Others.Count);
        Assert.DoesNotContain(data.Library, spectrum => left.Contains(spectrum.ClassName));
        var model = new RoverTraining(request, new SilentLog()).Run();
        Assert.Equal((24, 12), (model.Measurement.Unknown!.Known, model.Measurement.Unknown.Unknown));
        Assert.Contains("--leave-out 2", request.CommandLine, StringComparison.Ordinal);
    }

    string Csv(string name, params LabeledSpectrum[] spectra) => SyntheticMinerals.WriteCsv(new SpectrumDataSet(spectra), trained.File($"{name}.csv"));

    // The same mineral, measured otherwise.
    static LabeledSpectrum Faded(LabeledSpectrum one) => one with { Intensities = [.. one.Intensities.Select((value, i) => value * (1 + MathF.Sin(i / 150f)))] };

    // Eight spectra of two invented minerals in files named as RRUFF names them.
    string Rruff(string name, int laser)
    {
        var folder = Directory.CreateDirectory(trained.File(name)).FullName;
        foreach (var (i, spectrum) in SyntheticMinerals.Create(2, 4, laser).Spectra.Index())
            _ = SyntheticMinerals.WriteTwoColumns(spectrum, Path.Combine(folder, $"{spectrum.ClassName}__R{laser}{i:D3}__Raman__{laser}__0__unoriented__Raman_Data_Processed__1.txt"));
        return folder;
    }
}
