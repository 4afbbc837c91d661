using RoverRaman.Spectra;
using RoverRaman.Training.Tests;

namespace RoverRaman.Cli.Tests;

public sealed class EvaluateVerbTests(TrainedModelFixture model)
{
    [Fact]
    public async Task Evaluate_HeldOut_GivesTheTrainersFigures()
    {
        var result = await Evaluate("--held-out");
        Assert.Equal(0, result.Code);
        Assert.DoesNotContain("warning", result.Error, StringComparison.Ordinal);
        foreach (var key in new[] { "n", "top1", "top3", "ece", "floor_top1" })
            Assert.Equal((double)model.Training.Json[key]!, (double)result.Json[key]!);
        Assert.Equal(0, (int)result.Json["skipped"]!);
        var signal = Assert.Single(result.Json["by_signal"]!.AsArray())!; // all have clear peaks
        Assert.Equal("clear_peak", (string)signal["spectra"]!);
        Assert.Equal((double)result.Json["floor_top1"]!, (double)signal["floor_top1"]!);
    }

    [Fact]
    public async Task Evaluate_TrainingData_WarnsThatTheyWereSeen()
    {
        var result = await Evaluate();
        Assert.Equal(0, result.Code);
        Assert.Contains("were not held out", result.Error, StringComparison.Ordinal);
        Assert.Equal(60, (int)result.Json["n"]!);
        Assert.True((int)result.Json["presumed_seen"]! > 40);
        Assert.False(result.Json.ContainsKey("floor_top1"));
    }

    [Fact]
    public async Task Evaluate_OtherData_IsNotCalledSeen()
    {
        var other = SyntheticMinerals.WriteCsv(SyntheticMinerals.Create(5, 4, seed: 99), model.File("other.csv"));
        var result = await CommandResult.Of("evaluate", "--model", model.Model, "--data", other, "--json");
        Assert.Equal(0, (int)result.Json["presumed_seen"]!);
    }

    [Fact]
    public async Task Evaluate_Shift_LosesAccuracy()
    {
        var moved = await Evaluate("--held-out", "--shift", "-60");
        Assert.True((double)moved.Json["top1"]! < (double)model.Training.Json["top1"]!);
        Assert.Equal(-60, (int)moved.Json["shift"]!);
    }

    [Fact]
    public async Task Evaluate_ClassesThatTheModelLacks_AreSkippedAndCounted()
    {
        var known = model.Minerals.Subset(Enumerable.Range(0, 4));
        var mixed = new SpectrumDataSet([.. known.Spectra, .. known.Spectra.Take(3).Select(spectrum => spectrum with { ClassName = "Unobtainium" })]);
        var path = SyntheticMinerals.WriteCsv(mixed, model.File("mixed.csv"));
        var result = await CommandResult.Of("evaluate", "--model", model.Model, "--data", path, "--json");
        Assert.Equal((4, 3), ((int)result.Json["n"]!, (int)result.Json["skipped"]!));
    }

    [Fact]
    public async Task Evaluate_Unknown_AddsAurocAndFpr()
    {
        var strange = SyntheticMinerals.Create(4, 4, seed: 1234);
        var path = SyntheticMinerals.WriteCsv(new SpectrumDataSet([.. strange.Spectra.Select(spectrum => spectrum with { ClassName = "New" + spectrum.ClassName })]), model.File("unknown.csv"));
        var result = await Evaluate("--held-out", "--unknown", path);
        Assert.Equal(16, (int)result.Json["unknown_n"]!);
        Assert.InRange((double)result.Json["auroc_unknown"]!, 0.5, 1);
        Assert.InRange((double)result.Json["fpr95_unknown"]!, 0, 1);
    }

    [Fact]
    public async Task Evaluate_HeldOutOfOtherData_Fails()
    {
        var other = SyntheticMinerals.WriteCsv(SyntheticMinerals.Create(5, 4, seed: 99), model.File("stranger.csv"));
        var result = await CommandResult.Of("evaluate", "--model", model.Model, "--data", other, "--held-out");
        Assert.Equal(1, result.Code);
        Assert.Contains("held-out spectra", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_ExceptWhatWasLearnt_MeasuresTheOthers_BesideTheFloor()
    {
        var learnt = SyntheticMinerals.WriteCsv(model.Minerals.Subset(Enumerable.Range(0, model.Minerals.Spectra.Count - 7)), model.File("learnt.csv"));
        var result = await Evaluate("--except", learnt);
        Assert.Equal((7, 0), ((int)result.Json["n"]!, (int)result.Json["presumed_seen"]!));
        Assert.True(result.Json.ContainsKey("floor_top1"));

        var nothing = await CommandResult.Of("evaluate", "--model", model.Model, "--data", learnt, "--except", learnt);
        Assert.Equal(1, nothing.Code);
        Assert.Contains("that are not in", nothing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_Mixtures_AreTakenApartByWhatWasLearnt()
    {
        var result = await Evaluate("--held-out", "--mixtures", "12");
        var mixtures = result.Json["mixtures"]!.AsArray();
        Assert.Equal([0.5, 0.6, 0.7, 0.8, 0.9], mixtures.Select(mixture => (double)mixture!["share"]!));
        Assert.All(mixtures, mixture => Assert.Equal(12, (int)mixture!["n"]!));
        Assert.All(mixtures, mixture => Assert.InRange((int)mixture!["both_found"]!, 0, (int)mixture["stronger_found"]!));
        Assert.True((int)mixtures[1]!["both_found"]! >= 6, result.Output);

        var alone = await CommandResult.Of("evaluate", "--model", model.Model, "--data", model.Csv, "--mixtures", "5");
        Assert.Equal(2, alone.Code);
        Assert.Contains("--held-out or --except", alone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_NoModel_Fails()
    {
        var result = await CommandResult.Of("evaluate", "--model", model.File("no-model"), "--data", model.Csv);
        Assert.Equal(1, result.Code);
        Assert.Contains("no-model", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_ShiftBeyondTheGrid_IsAUsageError() => Assert.Equal(2, (await Evaluate("--shift", "1392")).Code);

    Task<CommandResult> Evaluate(params string[] more) => CommandResult.Of(["evaluate", "--model", model.Model, "--data", model.Csv, "--json", .. more]);
}
