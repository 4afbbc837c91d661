using System.CommandLine;
using RoverRaman.Training.Experiments;

namespace RoverRaman.Cli;

/// <summary><c>roverraman reproduce</c>: the paper's tables and figures, ours beside the paper's.</summary>
static class ReproduceVerb
{
    const int FastEpochs = 15, FullEpochs = 200, FullPretrainingEpochs = 100, FullSeeds = 3;

    static readonly Argument<string> Name = new("name")
    {
        Description = $"Which: all, {string.Join(", ", ExperimentCatalog.All.Select(experiment => experiment.Name))}.",
    };
    static readonly Option<string[]> Data = new("--data")
    {
        Description = $"Folder with the spectra (grid CSVs of the paper's subsets, RRUFF zips, or both), or one such file; repeatable. {Flags.PathKinds}.",
        HelpName = "DIR",
        Required = true,
    };
    static readonly Option<string> Out = new("--out")
    {
        Description = "Folder of the sweep: finished cells, from which a later call goes on, and report.html.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "reproduction",
    };
    static readonly Option<bool> Fast = new("--fast") { Description = $"One split instead of five folds, at most {FastEpochs} epochs, fewer conditions: minutes." };
    static readonly Option<bool> Full = new("--full") { Description = $"Stratified five-fold cross-validation (this is the default), {FullSeeds} seeds." };
    static readonly Option<int> Seeds = Flags.Integer("--seeds", $"Seeds of folds, weights and order (default 1; with --full {FullSeeds}).", 1, 1000);
    static readonly Option<int> Epochs = Flags.Integer("--epochs", "Most epochs of every training, in place of the mode's.", 1, 100_000);
    static readonly Option<int> Minutes = Flags.Integer("--minutes", "Begin no cell after so many minutes; call again to go on.", 1, 1_000_000);
    static readonly Option<string[]> Only = new("--only")
    {
        Description = "Only cells whose key holds this text (corpus, condition, fold 0, seed 0, ...), repeatable: a part of a sweep.",
        HelpName = "TEXT",
    };
    static readonly Option<int> MinPerClass = Flags.Integer("--min-per-class", "Drop RRUFF classes with fewer spectra (the paper's own subsets are pruned already).",
        1, int.MaxValue, 8);
    static readonly Option<int> Threads = Flags.Integer("--threads", "Threads of the training engine.", 1, 1024, Environment.ProcessorCount);
    static readonly Option<string> Markdown = new("--markdown") { Description = "Write the tables as Markdown as well; sections of other experiments in the file stay.", HelpName = "FILE" };
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("reproduce", "Run the paper's experiments and set ours beside the paper's figures. Finished cells are kept and not " +
            "run again.\n\nExample: roverraman reproduce table1 --data spectra --fast --out reproduction")
        {
            Name, Data, Out, Fast, Full, Seeds, Epochs, Minutes, Only, MinPerClass, Threads, Markdown, Json,
        };
        command.Does(Run);
        return command;
    }

    static int Run(ParseResult parse, CancellationToken cancellation)
    {
        var name = parse.GetRequiredValue(Name);
        var experiments = ExperimentCatalog.Find(name)
            ?? throw new UsageException($"expected all or one of {string.Join(", ", ExperimentCatalog.All.Select(known => known.Name))}, found '{name}'");
        if (parse.GetValue(Fast) && parse.GetValue(Full))
            throw new UsageException("expected --fast or --full, found both");
        var configuration = parse.InvocationConfiguration;
        var reproduction = new Reproduction(new ConsoleLog(configuration.Error))
        {
            Data = parse.GetRequiredValue(Data),
            Folder = parse.GetRequiredValue(Out),
            Settings = Settings(parse),
            MinPerClass = parse.GetValue(MinPerClass),
            Limit = parse.GetResult(Minutes) is null ? null : TimeSpan.FromMinutes(parse.GetValue(Minutes)),
            Only = parse.GetValue(Only) ?? [],
            Markdown = parse.GetValue(Markdown),
        };
        var result = reproduction.Run(experiments, cancellation);
        if (parse.GetValue(Json))
            JsonOutput.Print(configuration.Output, ReproductionOutput.ToJson(result));
        else
            ReproductionOutput.Print(configuration.Output, result);
        return result.Outcome.Failures.Count > 0 ? Verb.Failure : 0;
    }

    static SweepSettings Settings(ParseResult parse)
    {
        var fast = parse.GetValue(Fast);
        var epochs = parse.GetResult(Epochs) is null ? (int?)null : parse.GetValue(Epochs);
        return new SweepSettings
        {
            Fast = fast,
            Seeds = parse.GetResult(Seeds) is null ? parse.GetValue(Full) ? FullSeeds : 1 : parse.GetValue(Seeds),
            Epochs = epochs ?? (fast ? FastEpochs : FullEpochs),
            PretrainingEpochs = epochs ?? (fast ? FastEpochs : FullPretrainingEpochs),
            Threads = parse.GetValue(Threads),
        };
    }
}
