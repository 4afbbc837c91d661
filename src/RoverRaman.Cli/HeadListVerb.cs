using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using RoverRaman.Heads;
using RoverRaman.Wire;
using Spectre.Console;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head list</c>: which heads a robot holds, which one decides, who signed them, since when.</summary>
static class HeadListVerb
{
    const int PipeWidth = 160;

    public static Command Create()
    {
        var keys = new Option<string?>("--keys") { Description = "Key ring (PEM) that names the signers.", HelpName = "FILE" };
        var options = new HeadDeviceOptions();
        var command = options.AddTo(new Command("list", "Show the heads that a robot's daemon holds.\n\nExample: roverraman head list --socket /run/roverraman/decisions.sock") { keys });
        command.Does((parse, _) =>
        {
            using var link = options.Open(parse);
            var (heads, reply) = HeadDeviceOptions.List(link);
            var ring = parse.GetValue(keys) is { } file ? KeyRing.FromPem(File.ReadAllText(file)) : KeyRing.Empty;
            if (parse.GetValue(options.Json))
                JsonOutput.Print(parse.InvocationConfiguration.Output, Json(heads, ring, reply));
            else
                Print(parse.InvocationConfiguration.Output, heads, ring, reply);
            return 0;
        });
        return command;
    }

    static void Print(TextWriter output, List<HeadStatus> heads, KeyRing ring, CommandReply reply)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in (string[])["state", "version", "head", "classes", "signed by", "since", "trial left"])
            table.AddColumn(new TableColumn(column).NoWrap());
        foreach (var head in heads)
            table.AddRow(Words(head.State), $"{head.HeadVersion}", $"{head.HeadId:x16}", $"{head.Classes}", Markup.Escape(Signer(head, ring)), Since(head) ?? "-", head.TrialLeft > 0 ? $"{head.TrialLeft}" : "");
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected)
            console.Profile.Width = PipeWidth;
        console.Write(table);
        output.WriteLine(reply.Text);
    }

    static JsonObject Json(List<HeadStatus> heads, KeyRing ring, CommandReply reply) => new()
    {
        ["heads"] = new JsonArray([.. heads.Select(head => (JsonNode)new JsonObject
        {
            ["state"] = Words(head.State),
            ["version"] = head.HeadVersion,
            ["head"] = $"{head.HeadId:x16}",
            ["classes"] = head.Classes,
            ["signer"] = head.SignerId == 0 ? null : $"{head.SignerId:x8}",
            ["signer_name"] = ring.Find(head.SignerId)?.Name,
            ["since"] = Since(head),
            ["trial_left"] = head.TrialLeft,
        })]),
        ["text"] = reply.Text,
    };

    static string Words(HeadState state) => Enum.IsDefined(state) ? state.ToString().ToLowerInvariant() : $"state {(int)state}";

    static string Signer(HeadStatus head, KeyRing ring) =>
        head.SignerId == 0 ? "the model" : ring.Find(head.SignerId) is { } key ? $"{key.Name} ({head.SignerId:x8})" : $"{head.SignerId:x8}";

    static string? Since(HeadStatus head) => head.SinceMilliseconds <= 0 || head.SinceMilliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        ? null
        : DateTimeOffset.FromUnixTimeMilliseconds(head.SinceMilliseconds).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
