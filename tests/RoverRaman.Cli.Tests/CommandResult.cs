using System.Text.Json.Nodes;

namespace RoverRaman.Cli.Tests;

/// <summary>What a command line came to, run within the test.</summary>
public sealed record CommandResult(int Code, string Output, string Error)
{
    public JsonObject Json => JsonNode.Parse(Output)!.AsObject();

    public static async Task<CommandResult> Of(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var code = await Program.RunAsync(args, output, error);
        return new CommandResult(code, output.ToString(), error.ToString());
    }
}
