using System.Globalization;

namespace RoverRaman.Training.Experiments;

/// <summary>
/// Section 4.2, confidence: mean gap of the best two softmax probabilities (paper: 0.46 raw, 0.38 clean), and what the gap cannot say:
/// expected calibration error, reliability diagram, temperature scaling on validation spectra.
/// </summary>
public sealed class ConfidenceExperiment : IExperiment
{
    /// <inheritdoc/>
    public string Name => "confidence";

    /// <inheritdoc/>
    public string Title => "Confidence gap and calibration of the CNN (section 4.2)";

    /// <inheritdoc/>
    public IEnumerable<Cell> Plan(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return study.Parts(study.Corpora).Select(part => CnnCells.Of(part));
    }

    /// <inheritdoc/>
    public ExperimentReport Report(Study study, CellStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var groups = Plan(study).GroupBy(cell => (cell.Part.Corpus, cell.Part.Grouped))
            .Select(group => (First: group.First().Part, Results: group.Select(cell => store.Find(cell)?.Result).OfType<CellResult>().ToArray()))
            .Where(group => group.Results.Length > 0).ToArray();
        return new ExperimentReport(Name, Title)
        {
            Tables = [new TextTable("Means over cells",
                ["corpus", "split by", "n", "cells", "paper gap", "ours", "gap, scaled", "ECE (15 bins)", "ECE, scaled", "temperature"],
                [.. groups.Select(group => Row(group.First, group.Results))])],
            Figures = [.. groups.Select(group => Diagram(group.First, group.Results))],
            Notes = ["The gap measures how sure a network is, not whether it is right to be: the calibration error does."],
        };
    }

    static string[] Row(DataPart part, CellResult[] results) =>
    [
        part.Corpus.Name, part.SplitName,
        results.Sum(result => result.Scores[CnnCells.Cnn].Count).ToString(CultureInfo.InvariantCulture),
        results.Length.ToString(CultureInfo.InvariantCulture), part.Corpus.IsRaw ? "0.46" : "0.38",
        .. new[] { "gap", "gap scaled", "ece", "ece scaled", "temperature" }.Select(name => Spread.Of(results.Select(result => result.Values[name]))),
    ];

    static Figure Diagram(DataPart part, CellResult[] results) => new($"Reliability, {part.Corpus.Name}, split by {part.SplitName}", "confidence",
        "share named rightly", Reliability.Middles,
        [
            new FigureCurve("as trained", Reliability.Accuracy(results.Select(result => result.Series["reliability"]))),
            new FigureCurve("temperature-scaled", Reliability.Accuracy(results.Select(result => result.Series["reliability scaled"]))),
            new FigureCurve("perfect", Reliability.Middles),
        ]);
}
