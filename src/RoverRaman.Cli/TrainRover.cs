using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using RoverRaman.Training.Train.Rover;

namespace RoverRaman.Cli;

/// <summary><c>roverraman train --preset rover</c>: its options, and what it prints.</summary>
static class TrainRover
{
    const int DefaultSteps = 300;

    static readonly Option<string> Unlabeled = Path("--unlabeled", "Spectra without names; those that a first model names surely help to train the second.");
    static readonly Option<string> Library = Path("--library", "Clean reference spectra of any species (RRUFF): pretraining, and beside the data.");
    static readonly Option<bool> OtherSpeciesOnly = new("--other-species-only")
    {
        Description = "Take from the library only species that the data do not hold: shows what few labels alone are worth.",
    };
    static readonly Option<int> LeaveOut = Flags.Integer("--leave-out",
        "Leave so many classes, drawn by the seed, out of data and library, and measure how well their spectra are told as unknown.", 0, 10_000, 0);
    static readonly Option<string> Pretrained = Path("--pretrained", "Folder that keeps the pretrained network, so that the next run with the same library starts from it.");
    static readonly Option<string> ClassIds = Path("--class-ids", "Table of class ids, read and extended (default: classes.csv beside the model's folder).");
    static readonly Option<int> Drift = Flags.Integer("--drift", "Drift of the instrument to bear, cm-1 to either side: sets the alignments and the training shifts.",
        0, (RoverNetOptions.MaxReach - 1) * RoverNetOptions.AlignmentStep, 30);
    static readonly Option<int> PretrainSteps = Flags.Integer("--pretrain-steps", "Steps of pretraining.", 1, 1_000_000, 3000);
    static readonly Option<int> Steps = Flags.Integer("--steps", "Steps of fine-tuning; 0 leaves the pretrained network as it is and only gives it rows for the classes.", 0, 1_000_000, DefaultSteps);
    static readonly Option<int> Folds = Flags.Integer("--folds", "Folds of the measurement where the data carry no specimen IDs.", 2, 100, 5);
    static readonly Option<bool> Refit = new("--refit")
    {
        Description = "Once measured, train on most of the held-out specimens too.",
    };

    public static IReadOnlyList<Option> Options =>
        [Unlabeled, Library, OtherSpeciesOnly, LeaveOut, Pretrained, ClassIds, Drift, PretrainSteps, Steps, Folds, Refit];

    /// <summary>The request of a command line.</summary>
    public static RoverTrainingRequest Request(
        ParseResult parse, IReadOnlyList<string> data, string output, RruffKind kind, int? minPerClass, int seed, int threads) => new()
        {
            Data = data,
            Output = output,
            Kind = kind,
            MinPerClass = minPerClass ?? 1,
            Seed = seed,
            Threads = threads,
            Library = parse.GetValue(Library),
            OtherSpeciesOnly = parse.GetValue(OtherSpeciesOnly),
            LeaveOut = parse.GetValue(LeaveOut),
            Unlabeled = parse.GetValue(Unlabeled),
            Pretrained = parse.GetValue(Pretrained),
            ClassIds = parse.GetValue(ClassIds),
            Drift = parse.GetValue(Drift),
            PretrainSteps = parse.GetValue(PretrainSteps),
            Steps = parse.GetValue(Steps),
            Folds = parse.GetValue(Folds),
            Refit = parse.GetValue(Refit),
        };

    /// <summary>Trains and prints what came of it.</summary>
    public static void Run(RoverTrainingRequest request, TextWriter output, TextWriter error, bool json, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var options = RoverNetOptions.For(request.Drift, isRaw: true);
        error.WriteLine($"drift {request.Drift} cm-1: features {options.Layout}; the head's time grows with them (tools/bench.sh head.us)");
        var model = new RoverTraining(request, new ConsoleLog(error)).Run(cancellation);
        if (json)
            JsonOutput.Print(output, ToJson(model, clock.Elapsed));
        else
            Print(output, model, clock.Elapsed);
    }

    static JsonObject ToJson(RoverModel model, TimeSpan time)
    {
        var measured = model.Measurement;
        var json = new JsonObject { ["model"] = model.Folder.Path };
        JsonOutput.AddScores(json, measured.Scores);
        JsonOutput.AddFloor(json, measured.Floor);
        json["split"] = measured.How;
        json["classes"] = model.Folder.Description.Classes;
        foreach (var (name, value) in model.Folder.Description.Metrics)
            json.TryAdd(name, value);
        json["warnings"] = new JsonArray([.. model.Data.Warnings.Select(warning => (JsonNode)warning)]);
        json["seconds"] = Math.Round(time.TotalSeconds, 1);
        return json;
    }

    static void Print(TextWriter output, RoverModel model, TimeSpan time)
    {
        var measured = model.Measurement;
        ScoreTable.Print(output, ("this model", measured.Scores), ("1-NN floor", measured.Floor));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"calibration error {measured.Scores.CalibrationError:F3}, sets at 95 %: coverage {EvaluationDetails.Percent(measured.Coverage)}, mean size {measured.SetSize.Value:F2}; most certain 70 %: {EvaluationDetails.Percent(measured.Certain)} right"));
        foreach (var (shift, top1) in measured.Shifted.Where(pair => pair.Key != 0))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"moved by {shift} cm-1: top-1 {EvaluationDetails.Percent(top1)}, costs {100 * (measured.Scores.Top1 - top1.Value):F1}"));
        if (measured.Unknown is { } unknown)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"unknown species: {unknown.Unknown} spectra, AUROC {unknown.Auroc.Value:F3}, accepted at 95 % of known {EvaluationDetails.Percent(unknown.Fpr95)}"));
        output.WriteLine($"split: {measured.How}");
        output.WriteLine($"wrote {model.Folder.Path} in {time.TotalSeconds:F0} s; card.md says what it is good for");
    }

    static Option<string> Path(string name, string description) => new(name) { Description = description, HelpName = "PATH" };
}
