using System.CommandLine;
using RoverRaman.Heads;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head order downgrade</c>: an order to go back to an earlier head.</summary>
static class HeadOrderDowngradeVerb
{
    static readonly Argument<string> Head = HeadFlags.File("HEAD", "The head to go back to, as the robot stores it.");
    static readonly Option<uint> Counter = new("--counter") { Description = "Above any version or order that the robot accepted; the order works once.", HelpName = "N", Required = true };
    static readonly Option<string[]> Key = HeadFlags.Key();
    static readonly Option<string> Out = HeadFlags.Out("the order");
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("downgrade", "Make the order to go back to an earlier head, which no package can do by itself. Needs a recovery key.\n\n" +
            "Example: roverraman head order downgrade old.rrhead --counter 9 --key recovery.key --out down.rrorder")
        {
            Head, Counter, Key, Out, Json,
        };
        command.Does((parse, _) => Run(parse));
        return command;
    }

    static int Run(ParseResult parse)
    {
        var order = new DowngradeOrder(parse.GetValue(Counter), HeadFiles.ReadHead(parse.GetRequiredValue(Head)).Hash());
        return HeadOrders.Write(parse, parse.GetValue(Json), parse.GetRequiredValue(Out), HeadFiles.Sign(SignedEnvelope.Of(order), parse.GetValue(Key) ?? []));
    }
}
