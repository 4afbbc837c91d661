using RoverRaman.Training.Experiments;
using RoverRaman.Training.Experiments.Report;
using RoverRaman.Training.Train;

namespace RoverRaman.Cli;

/// <summary>One call of <c>reproduce</c>: load, check, run what is missing, write the report.</summary>
sealed class Reproduction(ConsoleLog log)
{
    public const string PageName = "report.html";

    public required IReadOnlyList<string> Data { get; init; }

    public required string Folder { get; init; }

    public required SweepSettings Settings { get; init; }

    public int MinPerClass { get; init; }

    public TimeSpan? Limit { get; init; }

    public IReadOnlyList<string> Only { get; init; } = [];

    public string? Markdown { get; init; }

    public ReproductionResult Run(IReadOnlyList<IExperiment> experiments, CancellationToken cancellation)
    {
        var files = CorpusLoader.FilesOf(Data);
        MakeFolder();
        DataManifest.Check(Folder, files);
        var study = new Study(new CorpusLoader(log, MinPerClass).Load(Data, cancellation), Settings);
        using var store = new CellStore(Folder);
        if (store.Dropped > 0)
            log.Say($"{CellStore.FileName}: the last line was cut; its cell is measured again");
        var outcome = Sweep(experiments, study, store, cancellation);
        foreach (var failure in outcome.Failures)
            log.Say($"failed: {failure}");
        ExperimentReport[] reports = [.. experiments.Select(experiment => experiment.Report(study, store))];
        Write(reports, study);
        return new ReproductionResult(Path.GetFullPath(Folder), study, reports, outcome);
    }

    SweepOutcome Sweep(IReadOnlyList<IExperiment> experiments, Study study, CellStore store, CancellationToken cancellation)
    {
        var cells = experiments.SelectMany(experiment => experiment.Plan(study)).Where(IsWanted).ToArray();
        try
        {
            return new Sweep(store, Settings).Run(cells, Limit, new SweepLog(log), cancellation);
        }
        catch (OperationCanceledException)
        {
            log.Say($"{cells.Count(cell => store.Find(cell) is not null)} of {cells.Length} cells are finished and kept in {Folder}; call again to go on");
            throw;
        }
    }

    bool IsWanted(Cell cell) => Only.Count == 0 || Only.All(text => cell.Key.Contains(text, StringComparison.OrdinalIgnoreCase));

    void Write(ExperimentReport[] reports, Study study)
    {
        var preface = ReproductionOutput.Preface(study);
        File.WriteAllText(Path.Combine(Folder, PageName), HtmlReport.Render(reports, preface));
        if (!HtmlReport.CanPlot)
            log.Say("report.html has no figures: the plotting library was not fetched when this program was built (tools/setup.sh)");
        if (Markdown is { } file)
            File.WriteAllText(file, MarkdownOf(file, reports, [.. preface]));
    }

    static string MarkdownOf(string file, ExperimentReport[] reports, string[] preface) => !File.Exists(file)
        ? MarkdownReport.Render(reports, preface)
        : MarkdownReport.Update(File.ReadAllText(file), reports, preface) ?? throw new TrainingException(
            $"Expected '{file}' to hold tables of the same data and settings, found others in its first lines. Give another --markdown, or remove it.");

    void MakeFolder()
    {
        try
        {
            _ = Directory.CreateDirectory(Folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"Expected to write a sweep's folder at '{Folder}', but: {exception.Message} Give another --out.", exception);
        }
    }

    sealed class SweepLog(ConsoleLog log) : IProgress<SweepProgress>
    {
        public void Report(SweepProgress value)
        {
            var left = value.Left is { } time ? $", {Math.Ceiling(time.TotalMinutes):F0} min left" : "";
            log.Say(value.Next is { } cell ? $"[{value.Done}/{value.Total}{left}] {cell.Key}" : $"[{value.Done}/{value.Total}] cells are finished");
        }
    }
}
