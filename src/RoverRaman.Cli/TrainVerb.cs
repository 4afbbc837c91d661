using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using RoverRaman.Training.Train;

namespace RoverRaman.Cli;

/// <summary><c>roverraman train</c>: spectra in, model folder out.</summary>
static class TrainVerb
{
    static readonly Option<string[]> Data = new("--data")
    {
        Description = $"Spectra to learn from, repeatable: {Flags.PathKinds}.",
        HelpName = "PATH",
        Required = true,
    };
    static readonly Option<RruffKind> Kind = Flags.Kind();
    static readonly Option<string> Preset = new("--preset")
    {
        Description = "How to train: rover (what ships) or paper (the paper's network, for comparison).",
        HelpName = "paper|rover",
        Required = true,
    };
    static readonly Option<int> Pool = Flags.Integer("--pool", "Pooling size m: more tolerates more drift and tells fewer minerals " +
        "apart.", 2, Grid.Count, 2);
    static readonly Option<int> PoolLayers = Flags.Integer("--pool-layers", "Number n of convolution + pooling blocks.", 1, PaperCnnOptions.MaxBlocks, 3);
    static readonly Option<bool> BatchNorm = new("--batch-norm")
    {
        Description = "Batch normalisation after each convolution (the paper leaves it out).",
    };
    static readonly Option<int> MinPerClass = Flags.Integer("--min-per-class", "Drop classes with fewer spectra (default: paper 8, rover 1).", 1, int.MaxValue);
    static readonly Option<int> Seed = Flags.Integer("--seed", "Seed of the split, weights and order.", 0, int.MaxValue, 0);
    static readonly Option<int> Epochs = Flags.Integer("--epochs", "Most epochs; early stopping usually ends before.", 1, 100_000, 200);
    static readonly Option<int> Batch = Flags.Integer("--batch", "Spectra per step.", 1, 100_000, 32);
    static readonly Option<int> Threads = Flags.Integer("--threads", "Threads of the training engine; another number may change the " +
        "last digits of every result.", 1, 1024, Environment.ProcessorCount);
    static readonly Option<string> Out = new("--out")
    {
        Description = "Folder of the model; an older model there is replaced once the new one is complete.",
        HelpName = "DIR",
        Required = true,
    };
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("train", "Train a model and write its folder.\n\nExample: roverraman train --data rruff.zip " +
            "--preset rover --out models/mine")
        {
            Data, Kind, Preset, Pool, PoolLayers, BatchNorm, MinPerClass, Seed, Epochs, Batch, Threads, Out, Json,
        };
        foreach (var option in TrainRover.Options)
            command.Options.Add(option);
        command.Does(Run);
        return command;
    }

    static int Run(ParseResult parse, CancellationToken cancellation)
    {
        CheckPreset(parse);
        var configuration = parse.InvocationConfiguration;
        if (parse.GetValue(Preset) == "rover")
        {
            var request = TrainRover.Request(parse, parse.GetRequiredValue(Data), parse.GetRequiredValue(Out), parse.GetValue(Kind),
                parse.GetResult(MinPerClass) is { Implicit: false } ? parse.GetValue(MinPerClass) : null, parse.GetValue(Seed), parse.GetValue(Threads));
            TrainRover.Run(request, configuration.Output, configuration.Error, parse.GetValue(Json), cancellation);
            return 0;
        }
        var clock = Stopwatch.StartNew();
        var model = new PaperTraining(Request(parse), new ConsoleLog(configuration.Error)).Run(cancellation);
        if (parse.GetValue(Json))
            JsonOutput.Print(configuration.Output, ToJson(model, clock.Elapsed));
        else
            Print(configuration.Output, model, clock.Elapsed);
        return 0;
    }

    static void CheckPreset(ParseResult parse)
    {
        var preset = parse.GetValue(Preset);
        if (preset is not ("paper" or "rover"))
            throw new UsageException($"expected paper or rover for --preset, found '{preset}'");
        var foreign = preset == "paper" ? TrainRover.Options : [Pool, PoolLayers, BatchNorm, Epochs, Batch];
        foreach (var option in foreign)
            if (parse.GetResult(option) is { Implicit: false })
                throw new UsageException($"{option.Name} belongs to --preset {(preset == "paper" ? "rover" : "paper")}; leave it out");
    }

    static PaperTrainingRequest Request(ParseResult parse) => new()
    {
        Data = parse.GetRequiredValue(Data),
        Output = parse.GetRequiredValue(Out),
        Kind = parse.GetValue(Kind),
        MinPerClass = parse.GetResult(MinPerClass) is { Implicit: false } ? parse.GetValue(MinPerClass) : 8,
        Network = new PaperCnnOptions { PoolingSize = parse.GetValue(Pool), Blocks = parse.GetValue(PoolLayers), BatchNorm = parse.GetValue(BatchNorm) },
        Training = new TrainingOptions
        {
            Seed = parse.GetValue(Seed),
            Epochs = parse.GetValue(Epochs),
            BatchSize = parse.GetValue(Batch),
            Threads = parse.GetValue(Threads),
        },
    };

    static JsonObject ToJson(TrainedModel model, TimeSpan time)
    {
        var json = new JsonObject { ["model"] = model.Folder.Path };
        JsonOutput.AddScores(json, model.HeldOut);
        JsonOutput.AddFloor(json, model.Floor);
        json["classes"] = model.Split.Classes.Count;
        json["measured_classes"] = model.Split.MeasuredClasses;
        json["split"] = model.Split.Grouped ? "specimen" : "spectrum";
        json["train_n"] = model.Split.Train.Spectra.Count;
        json["validation_n"] = model.Split.Validation.Spectra.Count;
        json["validation_top1"] = model.History.Best.ValidationTop1;
        json["validation_loss"] = model.History.Best.ValidationLoss;
        json["epochs"] = model.History.Epochs.Count;
        json["best_epoch"] = model.History.BestEpoch;
        json["parameters"] = model.Parameters;
        json["refused"] = model.Data.Refused.Count;
        json["bytes"] = SizeOf(model);
        json["seconds"] = Math.Round(time.TotalSeconds, 1);
        return json;
    }

    static void Print(TextWriter output, TrainedModel model, TimeSpan time)
    {
        ScoreTable.Print(output, ("this model", model.HeldOut), ("1-NN floor", model.Floor));
        output.WriteLine($"wrote {model.Folder.Path} ({SizeOf(model) / 1e6:F1} MB) in {time.TotalSeconds:F0} s; card.md says what " +
            $"it is good for");
    }

    static long SizeOf(TrainedModel model) => new DirectoryInfo(model.Folder.Path).EnumerateFiles().Sum(file => file.Length);
}
