using System.Xml.Linq;
using RoverRaman.Training.Tests;

namespace RoverRaman.Cli.Tests;

public sealed class ExplainVerbTests(TrainedModelFixture model)
{
    [Theory]
    [InlineData("explained.svg")]
    [InlineData("explained.html")]
    public async Task Explain_File_DrawsTheSpectrumAndNamesItsBands(string name)
    {
        var target = model.File(name);
        var result = await CommandResult.Of("explain", "--model", model.Model, Sample("explain.txt"), "--out", target, "--json");
        Assert.Equal(0, result.Code);
        Assert.Equal("Mineral00", (string)result.Json["class"]!);
        Assert.NotEmpty(result.Json["bands"]!.AsArray());
        var drawing = await File.ReadAllTextAsync(target);
        Assert.Contains("Mineral00", drawing, StringComparison.Ordinal);
        if (name.EndsWith(".svg", StringComparison.Ordinal))
            _ = XDocument.Parse(drawing);
    }

    [Fact]
    public async Task Explain_OtherEnding_IsAUsageError()
    {
        var result = await CommandResult.Of("explain", "--model", model.Model, Sample("explain2.txt"), "--out", model.File("drawing.png"));
        Assert.Equal(2, result.Code);
        Assert.Contains(".html or .svg", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_FlatSpectrum_Fails()
    {
        var flat = model.File("flat2.txt");
        await File.WriteAllLinesAsync(flat, Enumerable.Range(200, 1392).Select(shift => $"{shift} 7"));
        var result = await CommandResult.Of("explain", "--model", model.Model, flat, "--out", model.File("never.svg"));
        Assert.Equal(1, result.Code);
        Assert.Contains("Flat", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(model.File("never.svg")));
    }

    [Fact]
    public async Task Classify_Json_ListsTheBandsAndTheVerdict()
    {
        var result = await CommandResult.Of("classify", "--model", model.Model, Sample("bands.txt"), "--json");
        var entry = result.Json["results"]![0]!.AsObject();
        Assert.NotEmpty(entry["bands"]!.AsArray());
        Assert.False((bool)entry["unknown"]!);
        Assert.True(entry.ContainsKey("drift_cm1"));
    }

    [Fact]
    public async Task Classify_Mixture_GivesWeightsThatAddUpToOne()
    {
        var result = await CommandResult.Of("classify", "--model", model.Model, Sample("mixture.txt"), "--mixture", "--references", model.Csv, "--json");
        Assert.Equal(0, result.Code);
        Assert.Equal(1, result.Json["results"]![0]!["mixture"]!.AsArray().Sum(part => (double)part!["weight"]!), 0.01);
    }

    [Theory]
    [InlineData("--mixture")]
    [InlineData("--references", "x.csv")]
    public async Task Classify_HalfOfAMixtureRequest_IsAUsageError(params string[] options) =>
        Assert.Equal(2, (await CommandResult.Of(["classify", "--model", model.Model, Sample("half.txt"), .. options])).Code);

    [Fact]
    public async Task Evaluate_Json_NamesClassesThatTheModelLacksAndTheMostCertain()
    {
        var result = await CommandResult.Of("evaluate", "--model", model.Model, "--data", model.Csv, "--json");
        Assert.Empty(result.Json["not_held"]!.AsObject());
        Assert.True((double)result.Json["accuracy_certain70"]! >= (double)result.Json["top1"]!);
    }

    string Sample(string name) => SyntheticMinerals.WriteTwoColumns(model.Minerals.Spectra[0], model.File(name));
}
