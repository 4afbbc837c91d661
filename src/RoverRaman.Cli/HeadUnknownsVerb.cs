using System.CommandLine;
using System.Text.Json.Nodes;
using RoverRaman.Wire;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head unknowns</c>: groups of spectra that no class fits, for ground to name.</summary>
static class HeadUnknownsVerb
{
    public static Command Create()
    {
        var options = new HeadDeviceOptions();
        var command = options.AddTo(new Command("unknowns", "Show the groups of unknown spectra that a robot has seen and could be taught.\n\nExample: roverraman head unknowns --socket /run/roverraman/decisions.sock"));
        command.Does((parse, _) =>
        {
            using var link = options.Open(parse);
            var clusters = new List<UnknownCluster>();
            var id = link.NextCommand();
            var reply = link.Ask(id, output => HeadCommandCodec.Write(output, new ClusterListCommand(id)), (kind, message) =>
            {
                if (kind == MessageKind.UnknownCluster)
                    clusters.Add(HeadReportCodec.ReadCluster(message));
            });
            if (reply.Result != CommandResult.Done)
                return options.Print(parse, reply);
            var output = parse.InvocationConfiguration.Output;
            if (parse.GetValue(options.Json))
                JsonOutput.Print(output, Json(clusters));
            else
                foreach (var cluster in clusters)
                    output.WriteLine($"unknown-{cluster.ClusterId}, seen {cluster.Seen} times, last in spectrum {cluster.LastSpectrum}; stored: {string.Join(' ', cluster.Spectra)}");
            if (clusters.Count == 0 && !parse.GetValue(options.Json))
                output.WriteLine("no unknown spectra so far");
            return 0;
        });
        return command;
    }

    static JsonObject Json(List<UnknownCluster> clusters) => new()
    {
        ["unknowns"] = new JsonArray([.. clusters.Select(c => (JsonNode)new JsonObject
        {
            ["name"] = $"unknown-{c.ClusterId}",
            ["seen"] = c.Seen,
            ["last_spectrum"] = c.LastSpectrum,
            ["stored"] = new JsonArray([.. c.Spectra.Select(s => (JsonNode)s)]),
        })]),
    };
}
