using System.Xml.Linq;
using RoverRaman.TestSupport;

namespace RoverRaman.Docs.Tests;

/// <summary>
/// Which project may stand on which. A project exists only for a different dependency set or a different deployment; onboard and ground
/// meet only in Spectra, Wire, Heads, Inference and Triage. To add a reference, change this table first, and say why in the commit.
/// </summary>
public sealed class ProjectReferenceTests
{
    /// <summary>Project: the projects it may reference | the packages it may use (Uses* properties count as packages).</summary>
    static readonly Dictionary<string, (string[] Projects, string[] Packages)> Allowed = new()
    {
        // Shared.
        ["RoverRaman.Spectra"] = ([], ["System.Numerics.Tensors"]),
        ["RoverRaman.Wire"] = ([], ["MessagePack"]),
        ["RoverRaman.Heads"] = (["RoverRaman.Wire"], ["MessagePack"]),
        ["RoverRaman.Inference"] = (["RoverRaman.Spectra", "RoverRaman.Heads", "RoverRaman.Wire"], ["OnnxRuntime", "System.Numerics.Tensors"]),
        ["RoverRaman.Triage"] = (["RoverRaman.Spectra", "RoverRaman.Wire", "RoverRaman.Inference"], ["System.Numerics.Tensors"]),
        // Onboard.
        ["RoverRaman.Instruments"] = (["RoverRaman.Spectra"], ["System.IO.Ports", "Iot.Device.Bindings"]),
        ["RoverRaman.Onboard"] = (["RoverRaman.Spectra", "RoverRaman.Wire", "RoverRaman.Heads", "RoverRaman.Inference", "RoverRaman.Triage", "RoverRaman.Instruments"], []),
        ["RoverRaman.Daemon"] = (["RoverRaman.Onboard"], []),
        // Ground.
        ["RoverRaman.OnnxExport"] = ([], ["TorchSharp", "Google.Protobuf", "Grpc.Tools"]),
        ["RoverRaman.Training"] = (["RoverRaman.Spectra", "RoverRaman.Heads", "RoverRaman.Inference", "RoverRaman.OnnxExport"], ["TorchSharp", "System.Numerics.Tensors"]),
        // Fitting heads is arithmetic on long vectors.
        ["RoverRaman.Ground"] = (["RoverRaman.Spectra", "RoverRaman.Wire", "RoverRaman.Heads", "RoverRaman.Triage"], ["Microsoft.Data.Sqlite", "Npgsql", "System.Numerics.Tensors"]),
        ["RoverRaman.Cli"] = (["RoverRaman.Spectra", "RoverRaman.Training", "RoverRaman.Ground", "RoverRaman.Inference", "RoverRaman.Instruments"], ["System.CommandLine", "Spectre.Console"]),
        // Rig.
        ["RoverRaman.Emulator"] = (["RoverRaman.Instruments", "RoverRaman.Spectra"], ["System.CommandLine", "YamlDotNet"]),
        // Sources of packages that a feed may lack.
        ["Microsoft.ML.OnnxRuntime"] = ([], []),
        ["TorchSharp"] = ([], []),
        ["MessagePack"] = ([], []),
    };

    public static IEnumerable<TheoryDataRow<string>> ProductProjects() =>
        new[] { "src", "firmware-bridge" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(TestPaths.Repository, folder), "*.csproj", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(file => new TheoryDataRow<string>(file));

    [Theory, MemberData(nameof(ProductProjects))]
    public void Project_ReferencesOnlyWhatTheLayoutAllows(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        Assert.True(Allowed.TryGetValue(name, out var allowed), $"{name} is not in the layout table of {nameof(ProjectReferenceTests)}.");
        var project = XDocument.Load(file);
        Assert.Empty(References(project).Except(allowed.Projects));
        Assert.Empty(Packages(project).Except(allowed.Packages));
    }

    [Fact]
    public void Table_NamesNoProjectThatIsGone() =>
        Assert.Empty(Allowed.Keys.Except(ProductProjects().Select(row => Path.GetFileNameWithoutExtension(row.Data))));

    [Fact]
    public void OnboardAndGround_MeetOnlyInTheSharedProjects()
    {
        string[] shared = ["RoverRaman.Instruments", "RoverRaman.Spectra", "RoverRaman.Wire", "RoverRaman.Heads", "RoverRaman.Inference", "RoverRaman.Triage"];
        var onboard = Closure("RoverRaman.Daemon");
        var ground = Closure("RoverRaman.Cli");
        Assert.Equal(shared.Order(StringComparer.Ordinal), onboard.Intersect(ground).Order(StringComparer.Ordinal));
    }

    static HashSet<string> Closure(string project)
    {
        var found = new HashSet<string>();
        var open = new Stack<string>([project]);
        while (open.TryPop(out var next))
            if (found.Add(next))
                foreach (var reference in References(XDocument.Load(ProjectFile(next))))
                    open.Push(reference);
        return found;
    }

    static string ProjectFile(string name) => ProductProjects().Select(row => row.Data).Single(file => Path.GetFileNameWithoutExtension(file) == name);

    static IEnumerable<string> References(XDocument project) =>
        project.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

    static IEnumerable<string> Packages(XDocument project) =>
        project.Descendants("PackageReference").Select(package => package.Attribute("Include")!.Value)
            .Concat(project.Descendants().Where(e => e.Name.LocalName.StartsWith("Uses", StringComparison.Ordinal) && e.Value == "true").Select(e => e.Name.LocalName["Uses".Length..]));
}
