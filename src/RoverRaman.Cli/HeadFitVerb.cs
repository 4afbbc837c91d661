using System.CommandLine;
using System.Diagnostics;
using RoverRaman.Ground.Heads;
using RoverRaman.Heads;
using RoverRaman.Inference;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head fit</c>: a head of new classes alone, the paper's section 8.</summary>
static class HeadFitVerb
{
    static readonly Option<string> Model = Flags.Model();
    static readonly Option<string> Data = HeadFlags.Data();
    static readonly Option<string?> Library = HeadFlags.Library();
    static readonly Option<string> Out = HeadFlags.Out("the head (.rrhead)");
    static readonly Option<uint?> HeadVersion = HeadFlags.Version("1 above the model's head");
    static readonly Option<HeadWeightEncoding> Encoding = HeadFlags.Encoding(HeadWeightEncoding.Float32);
    static readonly Option<string?> Range = HeadFlags.Range();
    static readonly Option<bool> Imprint = HeadFlags.Imprint();
    static readonly Option<int> FirstId = Flags.Integer("--first-id", "Stable id of the first class; the others follow. Default: above the model's ids.", 0, ushort.MaxValue);
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("fit", "Fit a head of the classes in PATH alone, on the model's frozen backbone.\n\n" +
            "Example: roverraman head fit --model models/rruff-paper --data minerals.csv --library rruff.zip --out new.rrhead")
        {
            Model, Data, Library, Out, HeadVersion, Encoding, Range, Imprint, FirstId, Json,
        };
        command.Does(Run);
        return command;
    }

    static int Run(ParseResult parse, CancellationToken cancellation)
    {
        var configuration = parse.InvocationConfiguration;
        var folder = ModelFolder.Open(parse.GetRequiredValue(Model), checkComposed: false);
        var manifest = folder.Head.Manifest;
        var data = new HeadData(folder, new ConsoleLog(configuration.Error));
        var support = data.Load(parse.GetRequiredValue(Data), cancellation, parse.GetValue(Library));
        var frame = data.Frame(parse.GetValue(HeadVersion) ?? manifest.HeadVersion + 1) with { InstrumentRange = HeadFlags.ParseRange(parse.GetValue(Range)) };
        int first = parse.GetResult(FirstId) is null or { Implicit: true } ? manifest.Classes.Max(name => name.Id) + 1 : parse.GetValue(FirstId);
        long start = Stopwatch.GetTimestamp();
        var fitted = new HeadFitter(new HeadFitOptions { Regression = !parse.GetValue(Imprint), GoldenChecks = 1 }).Fit(frame, support, new ClassIds(first).Next, cancellation);
        return HeadFitOutput.Write(parse, parse.GetValue(Json), parse.GetRequiredValue(Out), fitted.WithEncoding(parse.GetValue(Encoding)), support, Stopwatch.GetElapsedTime(start));
    }
}
