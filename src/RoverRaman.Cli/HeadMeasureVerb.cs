using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using RoverRaman.Ground.Heads;
using RoverRaman.Inference;
using RoverRaman.Spectra;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head measure</c>: how well a backbone takes new minerals, beside the paper's Table 11 and the 1-NN floor.</summary>
static class HeadMeasureVerb
{
    const int Folds = 5;

    static readonly Option<string> Model = Flags.Model();
    static readonly Option<string[]> Data = new("--data")
    {
        Description = $"Labelled spectra: {Flags.PathKinds}. Give it again for more; spectra that occur twice are taken once.",
        HelpName = "PATH",
        Required = true,
    };
    static readonly Option<string?> Library = HeadFlags.Library();
    static readonly Option<int> Draws = Flags.Integer("--draws", "Random choices of new classes.", 1, 10_000, 10);
    static readonly Option<int> Seed = Flags.Integer("--seed", "Chooses folds, draws and shots.", 0, int.MaxValue, 1);
    static readonly Option<bool> Imprint = HeadFlags.Imprint();
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("measure", "Measure new classes on a frozen backbone: c = 5, 10, 15, 20 competing alone (the paper's section 8), and 5 added to all others " +
            "from 1, 3 and 5 spectra each. Five folds, specimens kept together where ids exist.\n\n" +
            "Example: roverraman head measure --model models/rruff-paper --data raw_train_40pct.csv.gz")
        {
            Model, Data, Library, Draws, Seed, Imprint, Json,
        };
        command.Does(Run);
        return command;
    }

    static int Run(ParseResult parse, CancellationToken cancellation)
    {
        var log = new ConsoleLog(parse.InvocationConfiguration.Error);
        var folder = ModelFolder.Open(parse.GetRequiredValue(Model), checkComposed: false);
        var source = new HeadData(folder, log);
        var data = SpectrumDataSet.Concat(parse.GetRequiredValue(Data).Select(path => source.Spectra(path, cancellation))).Prune(2).Distinct();
        var references = parse.GetValue(Library) is { } path ? source.References(path, data, cancellation) : SpectrumDataSet.Empty;
        var samples = Samples(source, data, references, parse.GetValue(Seed), cancellation);
        var library = source.Supports(references, true, cancellation);
        var fitter = new HeadFitter(new HeadFitOptions { Regression = !parse.GetValue(Imprint) });
        var experiment = new TransferExperiment(fitter, source.Frame(1), samples, library, parse.GetValue(Seed));
        var results = Measure(experiment, parse.GetValue(Draws), log, cancellation);
        var held = folder.Head.Manifest.Classes.Select(name => name.Name).ToHashSet();
        int seen = data.Classes.Count(held.Contains);
        Print(parse, folder, data, library.Count, seen, results);
        return 0;
    }

    static List<TransferResult> Measure(TransferExperiment experiment, int draws, ConsoleLog log, CancellationToken cancellation) => log.Show("measuring", show =>
    {
        var results = new List<TransferResult>();
        int[] counts = [.. new[] { 5, 10, 15, 20 }.Where(count => count <= experiment.Classes)];
        int[] shots = experiment.Classes > 6 ? [1, 3, 5] : [];
        foreach (int count in counts)
        {
            results.Add(experiment.NewOnly(count, draws, cancellation));
            show(results.Count, counts.Length + shots.Length, null);
        }
        foreach (int shot in shots)
        {
            results.Add(experiment.Generalised(5, shot, draws, cancellation));
            show(results.Count, counts.Length + shots.Length, null);
        }
        return results;
    });

    static List<TransferSample> Samples(HeadData source, SpectrumDataSet data, SpectrumDataSet references, int seed, CancellationToken cancellation)
    {
        var features = source.Features(data, cancellation);
        var folds = data.Folds(Folds, seed);
        var samples = new TransferSample[data.Spectra.Count];
        for (int fold = 0; fold < folds.Count; fold++)
        {
            var others = data.Subset(folds.Where((_, other) => other != fold).SelectMany(part => part));
            var rankings = new SpectralMatcher(SpectrumDataSet.Concat(others, references)).MatchAll([.. folds[fold].Select(i => data.Spectra[i].Intensities)], data.Classes.Count, cancellation);
            foreach (var (i, ranking) in folds[fold].Zip(rankings))
                samples[i] = new TransferSample(data.Spectra[i].ClassName ?? "", features[i], fold, [.. ranking.Select(match => match.ClassName)])
                {
                    IsUsable = SpectralQuality.IsUsable(data.Spectra[i].Intensities),
                };
        }
        return [.. samples.Where(sample => sample.ClassName.Length > 0)];
    }

    static void Print(ParseResult parse, ModelFolder folder, SpectrumDataSet data, int library, int seen, List<TransferResult> results)
    {
        var output = parse.InvocationConfiguration.Output;
        if (parse.GetValue(Json))
        {
            JsonOutput.Print(output, new JsonObject
            {
                ["model"] = folder.Description.Name,
                ["n"] = data.Spectra.Count,
                ["classes"] = data.Classes.Count,
                ["classes_in_model"] = seen,
                ["library_n"] = library,
                ["folds"] = Folds,
                ["seed"] = parse.GetValue(Seed),
                ["results"] = new JsonArray([.. results.Select(result => (JsonNode)Row(result))]),
            });
            return;
        }
        output.WriteLine($"{data.Spectra.Count} spectra of {data.Classes.Count} minerals, {Folds} folds, library {library}");
        output.WriteLine($"{"setting",-26} {"tests",6} {"new top-1 %",14} {"1-NN %",8} {"paper %",8} {"clear %",8} {"of them",8} {"1-NN %",8} {"old before",10} {"after",7} {"fit s",7}");
        foreach (var result in results)
            output.WriteLine(Line(result));
        output.WriteLine("clear: share of the tests whose spectrum has a clear peak (onboard, others are reported without a name); then new top-1 and 1-NN of them");
        if (seen > 0)
            parse.InvocationConfiguration.Error.WriteLine($"roverraman: warning: {seen} of the {data.Classes.Count} minerals are classes of the model, so its backbone was trained on some of their spectra and the figures may flatter it");
    }

    static string Line(TransferResult result) => string.Create(CultureInfo.InvariantCulture,
        $"{(result.Shots == 0 ? $"{result.NewClasses} new alone" : $"{result.NewClasses} among all, {result.Shots}-shot"),-26} {result.Tested,6} {100 * result.New,7:F1} +-{100 * result.NewSpread,4:F1} " +
        $"{Percent(result.Floor),8} {PaperTable11(result),8} {Percent(result.Usable.Share),8} {Percent(result.Usable.New),8} {Percent(result.Usable.Floor),8} {Percent(result.OldBefore),10} {Percent(result.OldAfter),7} {result.FitSeconds,7:F2}");

    static string Percent(double share) => double.IsNaN(share) ? "-" : (100 * share).ToString("F1", CultureInfo.InvariantCulture);

    // Table 11 of the paper: only the new classes compete.
    static string PaperTable11(TransferResult result) => (result.Shots, result.NewClasses) switch
    {
        (0, 5) => "89",
        (0, 10) => "78",
        (0, 15) => "63",
        (0, 20) => "43",
        _ => "-",
    };

    static JsonObject Row(TransferResult result) => new()
    {
        ["new_classes"] = result.NewClasses,
        ["shots"] = result.Shots,
        ["draws"] = result.Draws,
        ["tests"] = result.Tested,
        ["new_top1"] = Number(result.New),
        ["new_top1_sd_over_draws"] = Number(result.NewSpread),
        ["floor_top1"] = Number(result.Floor),
        ["clear_share"] = Number(result.Usable.Share),
        ["clear_new_top1"] = Number(result.Usable.New),
        ["clear_floor_top1"] = Number(result.Usable.Floor),
        ["old_tests"] = result.OldTested,
        ["old_top1_before"] = Number(result.OldBefore),
        ["old_top1_after"] = Number(result.OldAfter),
        ["fit_seconds"] = Number(result.FitSeconds),
    };

    static JsonNode? Number(double value) => double.IsNaN(value) ? null : value;
}
