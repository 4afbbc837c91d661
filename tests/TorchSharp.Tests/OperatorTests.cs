using System.Text.RegularExpressions;
using RoverRaman.TestSupport;
using TorchSharp.Interop;

namespace RoverRaman.TorchSharpStandIn.Tests;

public partial class OperatorTests
{
    [Fact]
    public void EveryOperator_NamedInTheSources_ExistsInLibtorch()
    {
        string folder = Path.Combine(TestPaths.Repository, "src", "StandIns", "TorchSharp");
        var names = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => Call().Matches(File.ReadAllText(f)).SelectMany(m => Literal().Matches(m.Groups[1].Value)))
            .Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(names.Count > 150, $"found only {names.Count} operators");
        var missing = names.Where(n => Native.rr_operator("aten::" + n.Split('.')[0], n.Contains('.') ? n.Split('.', 2)[1] : "") == 0);
        Assert.Empty(missing);
    }

    /// <summary>The first argument of a call, which may choose between two names.</summary>
    [GeneratedRegex("""(?:Aten\.Call(?:2|List|Value)?\(|Aten\.InPlace\(\w+, |Like\()([^,)]*)""")]
    private static partial Regex Call();

    [GeneratedRegex("\"([a-z_0-9A-Z.]+)\"")]
    private static partial Regex Literal();
}
