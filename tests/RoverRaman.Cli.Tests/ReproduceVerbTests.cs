using RoverRaman.Spectra;
using RoverRaman.Training.Experiments;
using RoverRaman.Training.Tests;

namespace RoverRaman.Cli.Tests;

public sealed class ReproduceVerbTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string Out => _folder.File("out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Reproduce_Json_PrintsRowsBesideThePapersAndWritesThePage()
    {
        var result = await Run(Minerals(), "--json", "--markdown", _folder.File("tables.md"));
        Assert.Equal(0, result.Code);
        var json = result.Json;
        Assert.Equal((0, "published-raw"), ((int)json["cells_left"]!, (string)json["corpora"]![0]!["name"]!));
        var row = json["experiments"]![0]!["rows"]![0]!;
        Assert.Equal((0.49, "spectrum"), ((double)row["paper_top1"]!, (string)row["split"]!));
        Assert.Equal(2, row["top1_ci95"]!.AsArray().Count);
        Assert.Contains("cells are finished", result.Error, StringComparison.Ordinal);
        Assert.Contains("SVM", await File.ReadAllTextAsync(Path.Combine(Out, "report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("| SVM", await File.ReadAllTextAsync(_folder.File("tables.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reproduce_Again_MeasuresNothingAgain()
    {
        var data = Minerals();
        _ = await Run(data);
        var lines = File.ReadLines(Path.Combine(Out, CellStore.FileName)).Count();
        Assert.Equal(0, (await Run(data)).Code);
        Assert.Equal(lines, File.ReadLines(Path.Combine(Out, CellStore.FileName)).Count());
    }

    [Fact]
    public async Task Reproduce_ChangedData_IsRefusedWithTheFilesName()
    {
        _ = await Run(Minerals());
        var result = await Run(Minerals(seed: 8));
        Assert.Equal(1, result.Code);
        Assert.Contains("'minerals_raw.csv' has changed", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Reproduce_Only_MeasuresAPart()
    {
        var result = await Run(Minerals(), "--only", "KNN", "--only", "fold 0");
        Assert.Equal(0, result.Code);
        Assert.Contains("[1/1] cells are finished", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reproduce_NoLabels_Fails() => await Fails(Csv(Labelled(_ => ""), "nolabels.csv"), "at least 2 classes");

    [Fact]
    public async Task Reproduce_OneClass_Fails() => await Fails(Csv(SyntheticMinerals.Create(1, 12), "one.csv"), "at least 2 classes");

    [Fact]
    public async Task Reproduce_SingleSpectraEach_Fails() => await Fails(Csv(SyntheticMinerals.Create(6, 1), "single.csv"), "2 specimens each");

    [Fact]
    public async Task Reproduce_OtherGrid_FailsWithTheColumn()
    {
        var path = _folder.File("grid.csv");
        File.WriteAllText(path, "class," + string.Join(',', Enumerable.Range(100, Grid.Count)) + "\nQuartz," + string.Join(',', new int[Grid.Count]) + "\n");
        await Fails(path, "200 as column 2");
    }

    [Fact]
    public async Task Reproduce_NoSuchFolder_Fails() => await Fails(_folder.File("nothing"), "nothing");

    [Fact]
    public async Task Reproduce_NotANumberRows_AreRefusedAndTheOthersCount()
    {
        var path = Minerals();
        File.AppendAllText(path, "Mineral00," + string.Join(',', Enumerable.Repeat("NaN", Grid.Count)) + "\n");
        var result = await Run(path, "--json");
        Assert.Equal(0, result.Code);
        Assert.Contains("refused: minerals_raw.csv#49", result.Error, StringComparison.Ordinal);
        Assert.Equal(48, (int)result.Json["corpora"]![0]!["n"]!);
    }

    [Fact]
    public async Task Reproduce_ClassesSmallerThanFolds_AreSaidAndMeasured()
    {
        var result = await Run(Csv(SyntheticMinerals.Create(5, 3), "few_raw.csv"));
        Assert.Equal(0, result.Code);
        Assert.Contains("5 classes have fewer spectra than the 5 folds", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table99", "expected all or one of dataset, table1")]
    [InlineData("table1 --fast --full", "expected --fast or --full, found both")]
    [InlineData("table1 --seeds 0", "Expected 1 to 1000")]
    public async Task Reproduce_BadCommandLine_IsAUsageError(string words, string message)
    {
        var result = await CommandResult.Of(["reproduce", .. words.Split(' '), "--data", Minerals(), "--out", Out]);
        Assert.Equal(2, result.Code);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public async Task Help_ShowsOneExample()
    {
        var result = await CommandResult.Of("reproduce", "--help");
        Assert.Equal(0, result.Code);
        Assert.Single(result.Output.Split('\n'), line => line.Contains("Example: roverraman reproduce table1 --", StringComparison.Ordinal));
    }

    async Task Fails(string data, string message)
    {
        var result = await Run(data);
        Assert.Equal(1, result.Code);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    Task<CommandResult> Run(string data, params string[] more) =>
        CommandResult.Of(["reproduce", "table2", "--data", data, "--fast", "--threads", "1", "--out", Out, .. more]);

    string Minerals(int seed = 7) => Csv(SyntheticMinerals.Create(6, 8, seed), "minerals_raw.csv");

    string Csv(SpectrumDataSet data, string name) => SyntheticMinerals.WriteCsv(data, _folder.File(name));

    static SpectrumDataSet Labelled(Func<string, string> rename) =>
        new([.. SyntheticMinerals.Create(3, 4).Spectra.Select(spectrum => spectrum with { ClassName = rename(spectrum.ClassName!) })]);
}
