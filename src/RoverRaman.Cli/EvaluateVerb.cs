using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using RoverRaman.Inference;
using RoverRaman.Spectra;

namespace RoverRaman.Cli;

/// <summary><c>roverraman evaluate</c>: how good a model is on labelled spectra, in the ONNX Runtime that runs onboard.</summary>
static class EvaluateVerb
{
    const int ConfusionsShown = 10;

    static readonly Option<string> Model = Flags.Model();
    static readonly Option<string> Data = new("--data")
    {
        Description = $"Labelled spectra: {Flags.PathKinds}.",
        HelpName = "PATH",
        Required = true,
    };
    static readonly Option<RruffKind> Kind = Flags.Kind();
    static readonly Option<int> Shift = Flags.Integer("--shift", "Move each spectrum by so many cm-1 first (right; negative: left), " +
        "the edge filled with the first (last) value.", 1 - Grid.Count, Grid.Count - 1, 0);
    static readonly Option<bool> HeldOut = new("--held-out")
    {
        Description = "Only the spectra of PATH that the model's training held out (by source name); adds the 1-NN floor.",
    };
    static readonly Option<string> Except = new("--except")
    {
        Description = "Leave out the spectra that this PATH holds too, because the model learnt from them; adds the 1-NN floor with them as references.",
        HelpName = "PATH",
    };
    static readonly Option<string> Unknown = new("--unknown")
    {
        Description = "Spectra of minerals that the model does not hold: how well confidence tells them apart.",
        HelpName = "PATH",
    };
    static readonly Option<int> Mixtures = Flags.Integer("--mixtures", "Take so many sums of two measured spectra apart, for each share from 50/50 to 90/10; with --held-out or --except.", 0, 100_000, 0);
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("evaluate", "Measure a model on labelled spectra.\n\nExample: roverraman evaluate --model " +
            "models/rover-clean --data rruff.zip --held-out --shift 15")
        {
            Model, Data, Kind, Shift, HeldOut, Except, Unknown, Mixtures, Json,
        };
        command.Does(Run);
        return command;
    }

    static int Run(ParseResult parse, CancellationToken cancellation)
    {
        var configuration = parse.InvocationConfiguration;
        var log = new ConsoleLog(configuration.Error);
        var folder = ModelFolder.Open(parse.GetRequiredValue(Model), checkComposed: false);
        using var classifier = Classifier.OpenForAnyHead(folder);
        var evaluation = new Evaluation(classifier, log)
        {
            Shift = parse.GetValue(Shift),
            HeldOutOnly = parse.GetValue(HeldOut),
            Kind = parse.GetValue(Kind),
            Except = parse.GetValue(Except),
            Mixtures = parse.GetValue(Mixtures),
        };
        var result = evaluation.Run(parse.GetRequiredValue(Data), parse.GetValue(Unknown), cancellation);
        foreach (var warning in result.Warnings)
            configuration.Error.WriteLine($"roverraman: warning: {warning}");
        if (parse.GetValue(Json))
            JsonOutput.Print(configuration.Output, ToJson(result));
        else
            Print(configuration.Output, result);
        return 0;
    }

    static JsonObject ToJson(EvaluationResult result)
    {
        var json = new JsonObject();
        JsonOutput.AddScores(json, result.Scores);
        json["skipped"] = result.Skipped;
        json["shift"] = result.Shift;
        json["held_out"] = result.HeldOutOnly;
        json["presumed_seen"] = result.PresumedSeen;
        if (result.Floor is { } floor)
            JsonOutput.AddFloor(json, floor);
        if (result.Unknown is { } unknown)
        {
            json["unknown_n"] = unknown.Unknown;
            JsonOutput.Add(json, "auroc_unknown", unknown.Auroc);
            JsonOutput.Add(json, "fpr95_unknown", unknown.Fpr95);
            json["unknown_flagged"] = result.UnknownFlagged;
        }
        EvaluationDetails.Add(json, result);
        json["confusions"] = new JsonArray([.. result.Confusions.Take(ConfusionsShown).Select(confusion => new JsonObject
        {
            ["class"] = confusion.TrueClass,
            ["taken_for"] = confusion.TakenFor,
            ["times"] = confusion.Times,
            ["of"] = confusion.Of,
        })]);
        return json;
    }

    static void Print(TextWriter output, EvaluationResult result)
    {
        ScoreTable.Print(output, ("this model", result.Scores));
        if (result.Floor is { } floor)
            ScoreTable.Print(output, ("1-NN floor", floor));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"calibration error {result.Scores.CalibrationError:F3} ({result.ChanceError.Value:F3} would be chance, {result.ChanceError.Interval.Low:F3} to " +
            $"{result.ChanceError.Interval.High:F3}), confidence gap {result.Scores.ConfidenceGap:F2}, skipped {result.Skipped} (class not held), shift {result.Shift} cm-1"));
        if (result.Unknown is { } unknown)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"unknown minerals: {unknown.Unknown} spectra, AUROC {unknown.Auroc.Value:F3} ({unknown.Auroc.Interval.Low:F3} to {unknown.Auroc.Interval.High:F3}), " +
                $"accepted at 95 % of known {EvaluationDetails.Percent(unknown.Fpr95)}"));
        EvaluationDetails.Print(output, result);
        foreach (var confusion in result.Confusions.Take(ConfusionsShown))
            output.WriteLine($"  {confusion.TrueClass} taken for {confusion.TakenFor}: {confusion.Times} of {confusion.Of}");
    }
}
