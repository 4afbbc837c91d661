using RoverRaman.TestSupport;

namespace RoverRaman.Spectra.Tests;

/// <summary>The example of the component's README is this code. It prints; nothing else may print meanwhile.</summary>
[Collection(nameof(ReadmeTests))]
[CollectionDefinition(nameof(ReadmeTests), DisableParallelization = true)]
public sealed class ReadmeTests
{
    [Fact]
    public void Readme_Example_IsTheCodeThatRunsHere()
    {
        var readme = File.ReadAllText(Path.Combine(TestPaths.Repository, "src", "RoverRaman.Spectra", "README.md")).Split("```");
        var source = File.ReadAllText(Path.Combine(TestPaths.Repository, "tests", "RoverRaman.Spectra.Tests", "ReadmeTests.cs")).Split("// readme\n");

        var example = readme.Single(part => part.StartsWith("csharp\n", StringComparison.Ordinal))["csharp\n".Length..];
        Assert.Equal(string.Concat(source[1].Split('\n').SkipLast(1).Select(line => line.Length == 0 ? "\n" : line[8..] + "\n")), example);
    }

    [Fact]
    public void Readme_Example_Runs()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 10; i++)
            _ = folder.File($"spectra/Quartz{i}.txt", Sample.Rruff("Quartz", $"R{i}"));
        _ = folder.File("spectra/broken.txt", "##NAMES=Quartz\n300, NaN\n");
        _ = folder.File("unknown.txt", Sample.Points("\t", "\n"));
        var (path, unknown) = (Path.Combine(folder.Path, "spectra"), Path.Combine(folder.Path, "unknown.txt"));
        var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            Example(path, unknown);
        }
        finally
        {
            Console.SetOut(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        }

        Assert.Equal("broken.txt: NotFinite\n8 to train on, 2 to test with\nNone\nQuartz 1.00\n", output.ToString());
    }

    static void Example(string path, string unknown)
    {
        // readme
        var loaded = DataSource.Load(path, options: new LoadOptions { Kind = RruffKind.Any });
        foreach (var refused in loaded.Refused)
            Console.WriteLine($"{refused.Source}: {refused.Reason}");

        var data = loaded.DataSet.Prune(8);
        var split = data.Split(0.2, seed: 1);
        Console.WriteLine($"{split.Rest.Length} to train on, {split.Part.Length} to test with");

        var resampler = new GridResampler(DataSource.LoadSpectrum(unknown).Axis);
        var grid = new float[Grid.Count];
        resampler.Resample(DataSource.LoadSpectrum(unknown).Intensities, grid);
        Console.WriteLine(SpectralQuality.Assess(grid, resampler.Covered));

        var best = new SpectralMatcher(data.Subset(split.Rest)).Match(grid, 3)[0];
        Console.WriteLine($"{best.ClassName} {best.Similarity:F2}");
        // readme
    }
}
