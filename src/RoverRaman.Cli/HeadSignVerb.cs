using System.CommandLine;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head sign</c>: one more signature on a head, a delta or an order.</summary>
static class HeadSignVerb
{
    static readonly Argument<string> Package = HeadFlags.File("FILE", "A head, a delta or an order, signed by others or not.");
    static readonly Option<string[]> Key = HeadFlags.Key();
    static readonly Option<string> Out = HeadFlags.Out("the signed package");
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        Key.Required = true;
        var command = new Command("sign", "Sign a head, a delta or an order; signatures that it has stay.\n\n" +
            "Example: roverraman head sign brucite.rrdelta --key ops.key --out brucite.signed")
        {
            Package, Key, Out, Json,
        };
        command.Does((parse, _) => Run(parse));
        return command;
    }

    static int Run(ParseResult parse)
    {
        var envelope = HeadFiles.Sign(HeadFiles.ReadEnvelope(parse.GetRequiredValue(Package)), parse.GetRequiredValue(Key));
        return HeadOrders.Write(parse, parse.GetValue(Json), parse.GetRequiredValue(Out), envelope);
    }
}
