using System.CommandLine;
using RoverRaman.Heads;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head diff</c>: the delta between two heads.</summary>
static class HeadDiffVerb
{
    static readonly Argument<string> From = HeadFlags.File("BASE", "The head that the robot has.");
    static readonly Argument<string> To = HeadFlags.File("NEW", "The head that it is to have.");
    static readonly Option<HeadWeightEncoding> Encoding = HeadFlags.Encoding(HeadWeightEncoding.Int8);
    static readonly Option<string[]> Key = HeadFlags.Key();
    static readonly Option<string> Out = HeadFlags.Out("the delta");
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("diff", "Make a delta: rows added, replaced and retired. With --key it is signed at once.\n\n" +
            "Example: roverraman head diff models/rruff-paper/head.rrhead brucite.rrhead --key ops.key --out brucite.rrdelta")
        {
            From, To, Encoding, Key, Out, Json,
        };
        command.Does((parse, _) => Run(parse));
        return command;
    }

    static int Run(ParseResult parse)
    {
        var from = HeadFiles.ReadHead(parse.GetRequiredValue(From));
        var to = HeadFiles.ReadHead(parse.GetRequiredValue(To));
        // A delta cannot change how a head is stored, nor what it says of grid and range: those of the base stay.
        to = to with { Manifest = to.Manifest with { WeightEncoding = from.Manifest.WeightEncoding, Axis = from.Manifest.Axis, InstrumentRange = from.Manifest.InstrumentRange } };
        var delta = HeadDelta.Between(from, to, parse.GetValue(Encoding));
        return HeadOrders.Write(parse, parse.GetValue(Json), parse.GetRequiredValue(Out), HeadFiles.Sign(SignedEnvelope.Of(delta), parse.GetValue(Key) ?? []));
    }
}
