using System.CommandLine;
using System.Text.Json.Nodes;
using RoverRaman.Instruments;

namespace RoverRaman.Cli;

/// <summary><c>roverraman instrument probe</c>: who is on which line.</summary>
static class InstrumentProbeVerb
{
    const string ById = "/dev/serial/by-id";

    static readonly Argument<string[]> Addresses = new("ADDRESS")
    {
        Description = "Lines to look at; default: every serial line of this machine.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    static readonly Option<int> Patience = Flags.Integer("--patience", "How long to wait for each answer, ms.", 50, 10_000, 500);
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("probe", "Look for instruments. Asks questions only: nothing that is sent can light a laser or a lamp.\n\nExample: roverraman instrument probe /dev/ttyUSB0")
        {
            Addresses, Patience, Json,
        };
        command.Does(Run);
        return command;
    }

    static int Run(ParseResult parse, CancellationToken cancellation)
    {
        var output = parse.InvocationConfiguration.Output;
        var results = new JsonArray();
        var found = 0;
        var addresses = parse.GetValue(Addresses) is { Length: > 0 } named ? named : SerialLines();
        foreach (var address in addresses)
        {
            var result = Look(address, TimeSpan.FromMilliseconds(parse.GetRequiredValue(Patience)), cancellation);
            found += result["protocol"] is null ? 0 : 1;
            if (!parse.GetValue(Json))
                output.WriteLine($"{address}: {result["name"] ?? result["error"] ?? "nobody answers"}{(result["protocol"] is { } protocol ? $"  (--protocol {protocol}{(result["baud"] is { } baud ? $", {baud} baud" : "")})" : "")}");
            results.Add(result);
        }
        if (parse.GetValue(Json))
            JsonOutput.Print(output, new JsonObject { ["found"] = found, ["lines"] = results });
        else if (addresses.Length == 0)
            parse.InvocationConfiguration.Error.WriteLine("roverraman: no serial line was found; name one, e.g. /dev/ttyUSB0 or tcp://host:port");
        return found > 0 ? 0 : Verb.Failure;
    }

    static JsonObject Look(string text, TimeSpan patience, CancellationToken cancellation)
    {
        var result = new JsonObject { ["address"] = text };
        var address = InstrumentOptions.ParseAddress(text);
        try
        {
            using var line = address.Open(cancellation);
            if (InstrumentProbe.Find(line, patience, cancellation) is { } who)
            {
                result["name"] = who.Name;
                result["protocol"] = who.Protocol;
                result["baud"] = who.Baud;
            }
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            result["error"] = e.Message;
        }
        return result;
    }

    // Stable names first; UARTs of a board have none.
    static string[] SerialLines() =>
    [
        .. Directory.Exists(ById) ? Directory.GetFiles(ById) : [],
        .. Directory.GetFiles("/dev", "ttyTHS*").Order(StringComparer.Ordinal),
    ];
}
