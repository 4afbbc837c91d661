using System.CommandLine;
using RoverRaman.Heads;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head order revoke</c>: an order to trust keys no longer.</summary>
static class HeadOrderRevokeVerb
{
    static readonly Option<string[]> KeyId = new("--key-id") { Description = "Key to revoke, eight hex digits; give it again for more.", HelpName = "ID", Required = true };
    static readonly Option<uint> Counter = new("--counter") { Description = "Number of this revocation: above the last one's.", HelpName = "N", Required = true };
    static readonly Option<string[]> Key = HeadFlags.Key();
    static readonly Option<string> Out = HeadFlags.Out("the order");
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("revoke", "Make the order that takes trust from keys. It needs the signatures of two revokers, here or later by 'head sign'.\n\n" +
            "Example: roverraman head order revoke --key-id 1f2e3d4c --counter 1 --key alice.key --key bob.key --out revoke.rrorder")
        {
            KeyId, Counter, Key, Out, Json,
        };
        command.Does((parse, _) => Run(parse));
        return command;
    }

    static int Run(ParseResult parse)
    {
        var order = new RevokeOrder(parse.GetValue(Counter), [.. parse.GetRequiredValue(KeyId).Select(HeadFlags.ParseKeyId).Distinct().Order()]);
        return HeadOrders.Write(parse, parse.GetValue(Json), parse.GetRequiredValue(Out), HeadFiles.Sign(SignedEnvelope.Of(order), parse.GetValue(Key) ?? []));
    }
}
