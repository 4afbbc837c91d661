using System.CommandLine;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head show</c>: what a file is, signatures not checked.</summary>
static class HeadShowVerb
{
    static readonly Argument<string> Package = HeadFlags.File("FILE", "A head, a delta or an order.");
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("show", "Show what a head, a delta or an order says of itself. Signatures are listed, not checked: see head verify.\n\n" +
            "Example: roverraman head show brucite.rrdelta")
        {
            Package, Json,
        };
        command.Does((parse, _) => Run(parse));
        return command;
    }

    static int Run(ParseResult parse)
    {
        string path = parse.GetRequiredValue(Package);
        var envelope = HeadFiles.ReadEnvelope(path);
        var json = HeadFiles.Describe(path, envelope, (int)new FileInfo(path).Length);
        HeadDescription.Add(json, envelope);
        HeadReport.Print(parse, parse.GetValue(Json), json);
        return 0;
    }
}
