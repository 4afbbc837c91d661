using System.CommandLine;
using System.Text.Json.Nodes;
using RoverRaman.Ground;
using RoverRaman.Wire;

namespace RoverRaman.Cli;

/// <summary><c>roverraman downlink gaps</c>: what has not come, and how to ask for it.</summary>
static class DownlinkGapsVerb
{
    public static Command Create()
    {
        var link = new DownlinkLinkOptions();
        var json = new Option<bool>("--json") { Description = "Print one JSON object on stdout and nothing else there." };
        var command = new Command("gaps", "List decisions of which nothing has come, with the command that asks for them.\n\nExample: roverraman downlink gaps --store mission.db") { link.Store, json };
        command.SetAction(parse =>
        {
            using var archive = new ProductArchive(link.StoreOf(parse));
            var gaps = archive.Gaps();
            var output = parse.InvocationConfiguration.Output;
            if (parse.GetValue(json))
                output.WriteLine(new JsonObject
                {
                    ["products"] = archive.Count,
                    ["gaps"] = new JsonArray([.. gaps.Select(gap => (JsonNode)new JsonObject { ["first"] = gap.First, ["last"] = gap.Last, ["count"] = gap.Count, ["command"] = Command(gap) })]),
                }.ToJsonString());
            else
                Print(output, archive, gaps);
            return 0;
        });
        return command;
    }

    static void Print(TextWriter output, ProductArchive archive, IReadOnlyList<SequenceRange> gaps)
    {
        foreach (var gap in gaps)
            output.WriteLine($"{gap.First}..{gap.Last} ({gap.Count})  ask: {Command(gap)}");
        var catalogue = archive.Keys().Where(key => key.Kind == ProductKind.Catalogue).Select(key => (uint?)key.Sequence).Max();
        output.WriteLine($"{archive.Count} products, {gaps.Sum(gap => gap.Count)} decisions of which nothing has come in {gaps.Count} gaps; "
            + (catalogue is null ? "what the robot still holds: roverraman downlink command send-catalogue --to TARGET" : $"last catalogue {catalogue}"));
    }

    static string Command(SequenceRange gap) =>
        $"roverraman downlink command send-spectrum {gap.First}{(gap.Last > gap.First ? $"..{gap.Last}" : "")} --to TARGET";
}
