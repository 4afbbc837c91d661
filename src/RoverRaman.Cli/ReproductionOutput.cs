using System.Globalization;
using System.Text.Json.Nodes;
using RoverRaman.Training.Evaluate;
using RoverRaman.Training.Experiments;
using RoverRaman.Training.Experiments.Report;

namespace RoverRaman.Cli;

/// <summary>Shows what <c>reproduce</c> came to.</summary>
static class ReproductionOutput
{
    /// <summary>What a reader must know of data and settings.</summary>
    public static IEnumerable<string> Preface(Study study)
    {
        foreach (var corpus in study.Corpora)
            yield return string.Create(CultureInfo.InvariantCulture, $"{corpus.Name}: {corpus.Data.Spectra.Count} spectra of {corpus.Data.Classes.Count} " +
                $"minerals (of {corpus.Loaded} of {corpus.LoadedClasses} loaded), {(corpus.IsRaw ? "with baseline" : "baseline removed")}, SHA-256 " +
                $"{corpus.Data.Sha256[..16]}.");
        var settings = study.Settings;
        yield return string.Create(CultureInfo.InvariantCulture, $"{(settings.Fast ? "Fast mode: one split of five" : "Stratified five-fold cross-validation")}, " +
            $"seeds 0 to {settings.Seeds - 1}, at most {settings.Epochs} epochs ({settings.PretrainingEpochs} without labels).");
        yield return "n counts distinct spectra; intervals are Wilson's for n, whatever the number of seeds. Split by specimen: no specimen stands on both " +
            "sides. Difference: ours minus the paper's, points.";
    }

    public static void Print(TextWriter output, ReproductionResult result)
    {
        output.Write(MarkdownReport.Render(result.Reports, Preface(result.Study)));
        if (result.Outcome.Left > 0)
            output.WriteLine($"\n{result.Outcome.Left} cells are left, {result.Outcome.Failures.Count} of them failed; call again to go on");
        output.WriteLine($"\nwrote {Path.Combine(result.Folder, Reproduction.PageName)}");
    }

    public static JsonObject ToJson(ReproductionResult result) => new()
    {
        ["folder"] = result.Folder,
        ["fast"] = result.Study.Settings.Fast,
        ["seeds"] = result.Study.Settings.Seeds,
        ["cells_left"] = result.Outcome.Left,
        ["cells_failed"] = result.Outcome.Failures.Count,
        ["corpora"] = new JsonArray([.. result.Study.Corpora.Select(corpus => new JsonObject
        {
            ["name"] = corpus.Name,
            ["n"] = corpus.Data.Spectra.Count,
            ["classes"] = corpus.Data.Classes.Count,
            ["sha256"] = corpus.Data.Sha256,
        })]),
        ["experiments"] = new JsonArray([.. result.Reports.Select(ToJson)]),
    };

    static JsonObject ToJson(ExperimentReport report) => new()
    {
        ["name"] = report.Name,
        ["rows"] = new JsonArray([.. report.Rows.Select(ToJson)]),
        ["tables"] = new JsonArray([.. report.Tables.Select(table => new JsonObject
        {
            ["title"] = table.Title,
            ["columns"] = new JsonArray([.. table.Columns.Select(column => (JsonNode)column)]),
            ["rows"] = new JsonArray([.. table.Rows.Select(row => new JsonArray([.. row.Select(field => (JsonNode)field)]))]),
        })]),
        ["notes"] = new JsonArray([.. report.Notes.Select(note => (JsonNode)note)]),
    };

    static JsonObject ToJson(ScoreRow row) => new()
    {
        ["method"] = row.Method,
        ["corpus"] = row.Corpus,
        ["split"] = row.Split,
        ["n"] = row.Distinct,
        ["seeds"] = row.Seeds,
        ["cells"] = row.Cells,
        ["planned"] = row.Planned,
        ["top1"] = row.Top1,
        ["top3"] = row.Top3,
        ["top1_ci95"] = Pair(row.Top1Interval),
        ["top3_ci95"] = Pair(row.Top3Interval),
        ["paper_top1"] = row.Paper.Top1 / 100,
        ["paper_top3"] = row.Paper.Top3 / 100,
    };

    static JsonArray? Pair(Interval? interval) => interval is { } known ? [known.Low, known.High] : null;
}
