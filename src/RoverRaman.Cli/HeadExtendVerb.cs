using System.CommandLine;
using System.Diagnostics;
using RoverRaman.Ground.Heads;
using RoverRaman.Heads;
using RoverRaman.Inference;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head extend</c>: new classes beside the old ones, whose rows stay as they are.</summary>
static class HeadExtendVerb
{
    static readonly Option<string> Model = Flags.Model();
    static readonly Option<string?> Head = new("--head") { Description = "Head to extend; default: the model's own.", HelpName = "FILE" };
    static readonly Option<string> Data = HeadFlags.Data();
    static readonly Option<string?> Library = HeadFlags.Library();
    static readonly Option<string?> Old = new("--old")
    {
        Description = "Spectra of classes whose rows stay, so that the new rows keep clear of them; classes that are in --data too are left out; the library may serve here as well.",
        HelpName = "PATH",
    };
    static readonly Option<string> Out = HeadFlags.Out("the new head (.rrhead)");
    static readonly Option<uint?> HeadVersion = HeadFlags.Version("1 above the old one");
    static readonly Option<bool> Imprint = HeadFlags.Imprint();
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("extend", "Add the classes in PATH to a head, or fit them anew where it holds them; all other rows stay bit by bit.\n\n" +
            "Example: roverraman head extend --model models/rruff-paper --data brucite/ --library rruff.zip --old rruff.zip --out brucite.rrhead")
        {
            Model, Head, Data, Library, Old, Out, HeadVersion, Imprint, Json,
        };
        command.Does(Run);
        return command;
    }

    static int Run(ParseResult parse, CancellationToken cancellation)
    {
        var folder = ModelFolder.Open(parse.GetRequiredValue(Model), checkComposed: false);
        var head = parse.GetValue(Head) is { } file ? HeadFiles.ReadHead(file) : folder.Head;
        if (head.Manifest.BackboneSha256 != folder.Description.BackboneSha256)
            throw new HeadFormatException(HeadRefusal.WrongBackbone, $"Expected a head for backbone {folder.Description.BackboneSha256}, found one for {head.Manifest.BackboneSha256}. Give the model that it was fitted on.");
        var data = new HeadData(folder, new ConsoleLog(parse.InvocationConfiguration.Error));
        var support = data.Load(parse.GetRequiredValue(Data), cancellation, parse.GetValue(Library));
        var added = support.Select(spectrum => spectrum.ClassName).ToHashSet();
        IReadOnlyList<Support> old = parse.GetValue(Old) is { } path
            ? [.. data.Load(path, cancellation).Where(spectrum => !added.Contains(spectrum.ClassName) && head.Manifest.Classes.Any(name => name.Name == spectrum.ClassName))]
            : [];
        long start = Stopwatch.GetTimestamp();
        var fitter = new HeadFitter(new HeadFitOptions { Regression = !parse.GetValue(Imprint) });
        var extended = fitter.Extend(
            head, parse.GetValue(HeadVersion) ?? head.Manifest.HeadVersion + 1, support, old, new ClassIds(head.Manifest.Classes.Max(name => name.Id) + 1).Next, cancellation);
        return HeadFitOutput.Write(parse, parse.GetValue(Json), parse.GetRequiredValue(Out), extended, support, Stopwatch.GetElapsedTime(start));
    }
}
