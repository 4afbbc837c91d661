using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using RoverRaman.Ground;
using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Triage;

namespace RoverRaman.Cli;

/// <summary><c>roverraman downlink simulate</c>: what a mission would learn over a narrow link, in four orders.</summary>
static class DownlinkSimulateVerb
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Labelled spectra: RRUFF zip, folder or grid CSV.", HelpName = "PATH", Required = true };
        var model = new Option<string>("--model") { Description = "Folder of the robot's model.", HelpName = "DIR", Required = true };
        var count = DownlinkOptions.Number("--count", "Spectra of the mission; default 5000.", "N", 1, 1_000_000);
        var seed = DownlinkOptions.Number("--seed", "Seed of the order, the targets and the losses; default 1.", "S", 0, int.MaxValue);
        var loss = DownlinkOptions.Number("--loss", "Share of products lost on the way; default 0.", "P", 0.0, 0.99);
        var windows = DownlinkOptions.Number("--windows", "Contact windows of the mission; default 50.", "N", 1, 1_000_000);
        var delay = DownlinkOptions.Number("--delay", "Windows until a loss is known; default 0.", "N", 0, 1000);
        var targets = new Option<string[]>("--target") { Description = "A wanted mineral; may be repeated. Default: ten of the head's, chosen by the seed.", HelpName = "NAME" };
        var policy = new Option<string?>("--policy") { Description = "Triage policy, JSON.", HelpName = "FILE" };
        var plot = new Option<string?>("--plot") { Description = "Write a page with plots.", HelpName = "FILE.html" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object on stdout and nothing else there." };
        var command = new Command("simulate", "Simulate a mission of real spectra over a narrow link, and compare the robot's order with first-in-first-out, utility a byte and JEWEL's MMR.\n\n"
            + "Example: roverraman downlink simulate --data rruff.zip --model models/rruff-paper --count 5000 --plot return.html")
            { data, model, count, seed, loss, windows, delay, targets, policy, plot, json };
        command.SetAction((parse, cancellation) => Task.Run(() =>
        {
            int chosenSeed = parse.GetValue(seed) ?? 1;
            var link = new SimulatedLink(parse.GetValue(loss) ?? 0, parse.GetValue(windows) ?? 50, parse.GetValue(delay) ?? 0, Seed: chosenSeed);
            var settings = parse.GetValue(policy) is { } file ? TriagePolicyJson.Load(file) : new TriagePolicy();
            var mission = MakeMission(parse, parse.GetRequiredValue(data), parse.GetRequiredValue(model), ref settings, parse.GetValue(targets) ?? [], parse.GetValue(count) ?? 5000, chosenSeed, cancellation);
            var results = Simulate(mission, settings, link, cancellation);
            if (parse.GetValue(plot) is { } page)
                File.WriteAllText(page, ReturnPlot.Html($"Science return of {mission.Spectra.Count} spectra", results));
            if (parse.GetValue(json))
                parse.InvocationConfiguration.Output.WriteLine(Json(mission, settings, link, chosenSeed, results).ToJsonString());
            else
                Print(parse.InvocationConfiguration.Output, mission, settings, results);
            return 0;
        }, cancellation));
        return command;
    }

    static readonly double[] Shares = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1];

    static Mission MakeMission(ParseResult parse, string data, string model, ref TriagePolicy policy, string[] targets, int count, int seed, CancellationToken cancellation)
    {
        var spectra = DataSource.Load(data, cancellation: cancellation).DataSet;
        using var classifier = Classifier.OpenForAnyHead(ModelFolder.Open(model));
        if (policy.Targets.Count == 0 || targets.Length > 0)
            policy = policy with { Targets = targets.Length > 0 ? targets : Choose(spectra, classifier, seed) };
        var error = parse.InvocationConfiguration.Error;
        var progress = new Progress(done =>
        {
            if (done % 1000 == 0)
                error.WriteLine($"{done} of {count} spectra judged");
        });
        return Mission.Of(spectra, classifier, policy, count, seed, progress, cancellation);
    }

    static string[] Choose(SpectrumDataSet data, Classifier classifier, int seed)
    {
        string[] names = [.. classifier.Slot.Active.Manifest.Classes.Select(named => named.Name).Intersect(data.Classes).Order(StringComparer.Ordinal)];
        new Random(seed).Shuffle(names);
        return [.. names.Take(10).Order(StringComparer.Ordinal)];
    }

    static List<ScienceReturn> Simulate(Mission mission, TriagePolicy policy, SimulatedLink link, CancellationToken cancellation)
    {
        var results = new List<ScienceReturn>();
        foreach (double share in Shares)
            foreach (IProductOrder order in new IProductOrder[] { new RoverOrder(PrioritiserOptions.Of(policy)), new FifoOrder(), new NaiveOrder(), new JewelOrder() })
                results.Add(Simulator.Run(mission, order, link, share, cancellation));
        return results;
    }

    static void Print(TextWriter output, Mission mission, TriagePolicy policy, List<ScienceReturn> results)
    {
        output.WriteLine($"{mission.Spectra.Count} spectra of {mission.Spectra.Select(spectrum => spectrum.Mineral).Distinct().Count()} minerals, "
            + $"{mission.Spectra.Where(spectrum => !spectrum.IsKnown).Select(spectrum => spectrum.Mineral).Distinct().Count()} of them unknown to the head; all of it is {mission.FullBytes} bytes");
        output.WriteLine($"wanted: {string.Join(", ", policy.Targets)}");
        output.WriteLine($"{"budget",9} {"bytes",10} {"order",-6} {"products",9} {"distinct",9} {"wanted",8} {"unknown",8}");
        foreach (var result in results)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{100 * result.Share,7:0.###} % {result.Bytes,10} {result.Order,-6} {result.Products,9} {100 * result.Distinct,7:0.0} % {100 * result.Targets,6:0.0} % {100 * result.Unknowns,6:0.0} %"));
        output.WriteLine("down: a record with the right name, or a picture of the spectrum, has arrived");
    }

    static JsonObject Json(Mission mission, TriagePolicy policy, SimulatedLink link, int seed, List<ScienceReturn> results) => new()
    {
        ["n"] = mission.Spectra.Count,
        ["seed"] = seed,
        ["loss"] = link.Loss,
        ["windows"] = link.Windows,
        ["full_bytes"] = mission.FullBytes,
        ["targets"] = new JsonArray([.. policy.Targets.Select(target => (JsonNode)target)]),
        ["results"] = new JsonArray([.. results.Select(result => (JsonNode)new JsonObject
        {
            ["order"] = result.Order,
            ["share"] = result.Share,
            ["budget_bytes"] = result.Budget,
            ["sent_bytes"] = result.Bytes,
            ["products"] = result.Products,
            ["distinct"] = result.Distinct,
            ["targets"] = result.Targets,
            ["unknowns"] = result.Unknowns,
        })]),
    };

    // System.Progress posts to another thread, and lines would come late.
    sealed class Progress(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
