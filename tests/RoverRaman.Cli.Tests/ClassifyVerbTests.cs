using RoverRaman.Training.Tests;

namespace RoverRaman.Cli.Tests;

public sealed class ClassifyVerbTests(TrainedModelFixture model)
{
    [Fact]
    public async Task Classify_File_NamesItsMineral()
    {
        var file = SyntheticMinerals.WriteTwoColumns(model.Minerals.Spectra[0], model.File("sample[1].txt"));
        var result = await CommandResult.Of("classify", "--model", model.Model, file);
        Assert.Equal(0, result.Code);
        Assert.StartsWith($"{file}: Mineral00 ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_Json_GivesThreeProbabilities()
    {
        var file = SyntheticMinerals.WriteTwoColumns(model.Minerals.Spectra[30], model.File("sample2.txt"));
        var result = await CommandResult.Of("classify", "--model", model.Model, file, "--json");
        var entry = result.Json["results"]![0]!;
        Assert.Equal("Mineral02", (string)entry["top"]![0]!["class"]!);
        Assert.Equal(3, entry["top"]!.AsArray().Count);
        Assert.Equal(0, (int)result.Json["failed"]!);
    }

    [Fact]
    public async Task Classify_BadFileAmongGood_NamesItAndGoesOn()
    {
        var good = SyntheticMinerals.WriteTwoColumns(model.Minerals.Spectra[0], model.File("good.txt"));
        var empty = model.File("empty.txt");
        await File.WriteAllTextAsync(empty, "");
        var flat = model.File("flat.txt");
        await File.WriteAllLinesAsync(flat, Enumerable.Range(200, 1392).Select(shift => $"{shift} 7"));
        var result = await CommandResult.Of("classify", "--model", model.Model, empty, flat, model.File("missing.txt"), good);
        Assert.Equal(1, result.Code);
        Assert.StartsWith($"{good}: Mineral00 ", result.Output, StringComparison.Ordinal);
        foreach (var bad in new[] { "empty.txt", "flat.txt", "missing.txt" })
            Assert.Contains(bad, result.Error, StringComparison.Ordinal);
        Assert.Contains("Flat", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_NoFile_IsAUsageError() => Assert.Equal(2, (await CommandResult.Of("classify", "--model", model.Model)).Code);
}
