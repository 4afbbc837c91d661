using RoverRaman.Inference;
using RoverRaman.TestSupport;

namespace RoverRaman.Cli.Tests;

public sealed class QuantizeVerbTests(TrainedModelFixture model)
{
    static string Rover => Path.Combine(TestPaths.Repository, "models", "rover-raw");

    static string Golden => Path.Combine(Rover, "golden.csv.gz");

    [Fact]
    public async Task Quantize_RoverModel_IsLessThanHalfTheSize_AndNamesTheSameMinerals()
    {
        var result = await CommandResult.Of("quantize", "--model", Rover, "--data", Golden, "--out", model.File("int8"), "--json");
        Assert.True(result.Code == 0, result.Error);
        // The network shrinks to a quarter; the 89 kB of the peaks' directions stay as they are.
        Assert.True((long)result.Json["bytes_int8"]! * 2 < (long)result.Json["bytes_float"]!);
        Assert.Equal((double)result.Json["top1_float"]!, (double)result.Json["top1_int8"]!, 0.04);
        Assert.InRange((double)result.Json["agreement"]!, 0.96, 1);
        var (plain, steps) = (ModelFolder.Open(Rover), ModelFolder.Open(model.File("int8")));
        Assert.Equal(plain.Head.Weights, steps.Head.Weights);
        Assert.NotEqual(plain.Head.Manifest.BackboneSha256, steps.Head.Manifest.BackboneSha256);
        Assert.NotNull(steps.GoldenFile);
    }

    [Fact]
    public async Task Quantize_PaperModel_OrOntoItself_IsRefusedAndNothingIsWritten()
    {
        var paper = await CommandResult.Of("quantize", "--model", Path.Combine(TestPaths.Repository, "models", "rruff-paper"), "--data", Golden, "--out", model.File("none"));
        Assert.Equal(1, paper.Code);
        Assert.Contains("batch normalisation", paper.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(model.File("none")));
        Assert.Equal(1, (await CommandResult.Of("quantize", "--model", Rover, "--data", Golden, "--out", Rover)).Code);
    }
}
