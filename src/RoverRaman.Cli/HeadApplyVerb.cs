using System.CommandLine;
using RoverRaman.Heads;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head apply</c>: the head that comes of a delta, as the robot makes it.</summary>
static class HeadApplyVerb
{
    static readonly Argument<string> From = HeadFlags.File("BASE", "The head that the delta is against.");
    static readonly Argument<string> Delta = HeadFlags.File("DELTA", "The delta, signed or not.");
    static readonly Option<string?> Keys = new("--keys") { Description = "Key ring (PEM): refuses a delta that it does not vouch for.", HelpName = "FILE" };
    static readonly Option<string> Out = HeadFlags.Out("the head");
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("apply", "Apply a delta to its base, and check that the promised head comes of it.\n\n" +
            "Example: roverraman head apply models/rruff-paper/head.rrhead brucite.rrdelta --out brucite.rrhead")
        {
            From, Delta, Keys, Out, Json,
        };
        command.Does((parse, _) => Run(parse));
        return command;
    }

    static int Run(ParseResult parse)
    {
        string path = parse.GetRequiredValue(Delta);
        var envelope = HeadFiles.ReadEnvelope(path);
        if (envelope.Kind != PackageKind.Delta)
            throw new HeadFormatException(HeadRefusal.WrongKind, $"{path}: Expected a delta, found a {envelope.Kind}. Make one with 'roverraman head diff'.");
        var delta = parse.GetValue(Keys) is { } ring ? envelope.OpenDelta(HeadFiles.ReadRing(ring)) : HeadDelta.Read(envelope.Body);
        byte[] bytes = delta.Apply(HeadFiles.ReadHead(parse.GetRequiredValue(From))).ToBytes();
        HeadFiles.Write(parse.GetRequiredValue(Out), bytes);
        HeadReport.Print(parse, parse.GetValue(Json), new System.Text.Json.Nodes.JsonObject
        {
            ["file"] = parse.GetRequiredValue(Out),
            ["sha256"] = HeadPackage.Sha256(bytes),
            ["version"] = delta.TargetVersion,
            ["rows_changed"] = delta.Rows.Count,
            ["bytes"] = bytes.Length,
        });
        return 0;
    }
}
