using RoverRaman.Spectra;
using RoverRaman.Training.Tests;

namespace RoverRaman.Cli.Tests;

public sealed class TrainVerbTests(TrainedModelFixture model)
{
    [Fact]
    public void Train_Json_PrintsOneObjectAndProgressElsewhere()
    {
        Assert.Equal(0, model.Training.Code);
        var json = model.Training.Json;
        Assert.Equal((5, "spectrum"), ((int)json["classes"]!, (string)json["split"]!));
        Assert.True((double)json["top1"]! > 0.8);
        Assert.Equal(2, json["top1_ci95"]!.AsArray().Count);
        Assert.Contains("epoch   1", model.Training.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_ForPeople_NamesFloorAndFolder()
    {
        var result = await CommandResult.Of("train", "--data", model.Csv, "--preset", "paper", "--pool", "64", "--epochs", "1", "--threads", "1", "--out", model.File("other"));
        Assert.Equal(0, result.Code);
        Assert.Contains("1-NN floor", result.Output, StringComparison.Ordinal);
        Assert.Contains(model.File("other"), result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--preset", "baseline", "expected paper or rover")]
    [InlineData("--unlabeled", "x.zip", "--unlabeled belongs to --preset rover")]
    [InlineData("--library", "x.zip", "--library belongs to --preset rover")]
    [InlineData("--drift", "200", "Expected 0 to 112 for --drift, found 200")]
    [InlineData("--pool", "1", "Expected 2 to 1392 for --pool, found 1")]
    [InlineData("--pool", "many", "many")]
    [InlineData("--pool-layers", "17", "Expected 1 to 16")]
    [InlineData("--kind", "cooked", "cooked")]
    [InlineData("--no-such-option", "1", "--no-such-option")]
    public async Task Train_BadOption_IsAUsageError(string option, string value, string message)
    {
        string[] preset = option == "--preset" ? [] : ["--preset", "paper"];
        var result = await CommandResult.Of(["train", "--data", model.Csv, .. preset, "--out", model.File("never"), option, value]);
        Assert.Equal(2, result.Code);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.False(Directory.Exists(model.File("never")));
    }

    [Fact]
    public async Task Train_NoSuchPath_FailsWithItsName()
    {
        var result = await Train(model.File("nothing.zip"));
        Assert.Equal(1, result.Code);
        Assert.Contains("nothing.zip", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_OneClass_FailsAndSaysWhatToDo()
    {
        var result = await Train(SyntheticMinerals.WriteCsv(SyntheticMinerals.Create(1, 12), model.File("one.csv")));
        Assert.Equal(1, result.Code);
        Assert.Contains("at least 2 classes, found 1", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_OnlyNotANumber_Fails()
    {
        var path = model.File("nan.csv");
        File.WriteAllLines(path, [.. File.ReadLines(model.Csv).Take(1), "Quartz," + string.Join(',', Enumerable.Repeat("NaN", Grid.Count))]);
        var result = await Train(path);
        Assert.Equal(1, result.Code);
        Assert.Contains("nan.csv", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_OutputBelowAFile_Fails()
    {
        var result = await CommandResult.Of("train", "--data", model.Csv, "--preset", "paper", "--out", Path.Combine(model.Csv, "model"));
        Assert.Equal(1, result.Code);
        Assert.Contains("--out", result.Error, StringComparison.Ordinal);
    }

    Task<CommandResult> Train(string data) => CommandResult.Of("train", "--data", data, "--preset", "paper", "--pool", "64", "--epochs", "1", "--threads", "1", "--out", model.File("bad"));
}
