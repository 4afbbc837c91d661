using System.CommandLine;
using System.Text.Json.Nodes;

namespace RoverRaman.Cli;

/// <summary>One object, as JSON or as a table of two columns for people.</summary>
static class HeadReport
{
    public static void Print(ParseResult parse, bool json, JsonObject value)
    {
        var output = parse.InvocationConfiguration.Output;
        if (json)
        {
            JsonOutput.Print(output, value);
            return;
        }
        foreach (var (key, node) in value)
            if (node is JsonArray { Count: > 0 } rows && rows[0] is JsonObject)
                foreach (var row in rows)
                    output.WriteLine("  " + string.Join("  ", row!.AsObject().Select(pair => $"{pair.Value}")));
            else
                output.WriteLine($"{key.Replace('_', ' '),-18} {Text(node)}");
    }

    static string Text(JsonNode? node) => node switch
    {
        null => "-",
        JsonArray { Count: 0 } => "none",
        JsonArray array => string.Join(", ", array.Select(item => $"{item}")),
        _ => $"{node}",
    };
}
