using System.Text.RegularExpressions;
using RoverRaman.TestSupport;

namespace RoverRaman.OnnxExport.Tests;

public sealed partial class ReadmeTests
{
    [Fact]
    public void Readme_CodeBlocks_AreThoseOfTheCompiledExample()
    {
        var readme = File.ReadAllText(Path.Combine(TestPaths.Repository, "src", "RoverRaman.OnnxExport", "README.md"));
        var source = Flat(File.ReadAllText(Path.Combine(TestPaths.Repository, "tests", "RoverRaman.OnnxExport.Tests", "ReadmeExample.cs")));
        var blocks = CodeBlock().Matches(readme).Select(match => Flat(match.Groups[1].Value)).ToArray();
        Assert.Equal(2, blocks.Length);
        Assert.All(blocks, block => Assert.Contains(block, source));
    }

    [Fact]
    public void Readme_Example_WritesAFileThatRuns()
    {
        var folder = Directory.CreateTempSubdirectory("roverraman-readme-");
        var before = Environment.CurrentDirectory;
        try
        {
            Environment.CurrentDirectory = folder.FullName;
            ReadmeExample.Run();
            using var runner = new OnnxRunner(File.ReadAllBytes("network.onnx"));
            Assert.Equal(10, runner.Run(new float[400], 1, 1, 400).Values.Length);
        }
        finally
        {
            Environment.CurrentDirectory = before;
            folder.Delete(true);
        }
    }

    [Fact]
    public void Readme_OwnModule_ScalesToUnitMaximum()
    {
        using var runner = new OnnxRunner(OnnxExporter.Export(new ReadmeExample.UnitMaximum(), new OnnxExportOptions { InputShape = [4] }));
        Assert.Equal([0.25f, 0.5f, 1, -1], runner.Run([1, 2, 4, -4], 1, 4).Values);
    }

    /// <summary>Without indentation, so that a block can stand deeper in the source than in the README.</summary>
    static string Flat(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
