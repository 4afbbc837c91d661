using RoverRaman.Training.Models;

namespace RoverRaman.Training.Experiments;

/// <summary>Figures S9 to S16: training and validation loss of the three MLPs and the CNN, on raw and on clean spectra (fold 0, seed 0).</summary>
public sealed class CurvesExperiment : IExperiment
{
    /// <inheritdoc/>
    public string Name => "curves";

    /// <inheritdoc/>
    public string Title => "Training and validation loss (Figures S9 to S16)";

    /// <inheritdoc/>
    public IEnumerable<Cell> Plan(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return study.Parts(study.Corpora).Where(part => part is { Fold: 0, Seed: 0 })
            .SelectMany(part => MlpSize.All.Select(size => MlpCells.Of(part, size, augmented: false)).Append(CnnCells.Of(part)));
    }

    /// <inheritdoc/>
    public ExperimentReport Report(Study study, CellStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new ExperimentReport(Name, Title)
        {
            Figures = [.. Plan(study).Select(cell => (cell, store.Find(cell)?.Result)).Where(pair => pair.Result is not null)
                .Select(pair => Curves(pair.cell, pair.Result!))],
            Notes = ["Losses are class-weighted cross entropy; dropout is on in training and off in validation, so training can lie above."],
        };
    }

    static Figure Curves(Cell cell, CellResult result) => new(
        $"{(cell.Study == "cnn" ? "CNN" : cell.Condition)}, {cell.Part.Corpus.Name}, split by {cell.Part.SplitName}", "epoch", "loss",
        [.. Enumerable.Range(1, result.Series[Losses.Train].Length).Select(epoch => (double)epoch)],
        [new FigureCurve("training", result.Series[Losses.Train]), new FigureCurve("validation", result.Series[Losses.Validation])]);
}
