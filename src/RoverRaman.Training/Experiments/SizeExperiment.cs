using RoverRaman.Spectra;
using RoverRaman.Training.Models;

namespace RoverRaman.Training.Experiments;

/// <summary>
/// What the networks of Tables 3 and 4 owe to the paper's 848 training spectra, of which what was published holds a part: the same networks
/// trained on parts of the training folds, and on all of them with the paper's patience counted in steps instead of epochs. No table of the paper.
/// </summary>
public sealed class SizeExperiment : IExperiment
{
    static readonly int[] Percents = [25, 50];

    /// <summary>Shifts that are measured, cm-1.</summary>
    internal static IReadOnlyList<int> Shifts { get; } = [0, 15, 30];

    /// <summary>The corners of Tables 3 and 4.</summary>
    internal static IReadOnlyList<(string Name, int M, int N, int Stride)> Networks { get; } = [("m = 2", 2, 3, 0), ("m = 64, stride 2", 64, 3, 2), ("n = 10", 2, 10, 0)];

    /// <inheritdoc/>
    public string Name => "sizes";

    /// <inheritdoc/>
    public string Title => "Tables 3 and 4 against the number of training spectra and of steps";

    /// <inheritdoc/>
    public IEnumerable<Cell> Plan(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Rows(study).SelectMany(row => row.Cells);
    }

    /// <inheritdoc/>
    public ExperimentReport Report(Study study, CellStore store)
    {
        ArgumentNullException.ThrowIfNull(study);
        var rows = new ScoreRows(store);
        foreach (var (name, cells) in Rows(study))
            foreach (var shift in Shifts)
                rows.Add($"CNN, {name}, shift {shift}", cells, CnnCells.At(shift));
        return new ExperimentReport(Name, Title)
        {
            Rows = rows.Rows,
            Notes =
            [
                "Parts are drawn evenly over the classes, at least one spectrum of each; a fifth of them validates.",
                "Patient: training ends after as many steps without progress as the paper's five epochs of 848 spectra hold, and its learning rate falls likewise.",
            ],
        };
    }

    static IEnumerable<(string Name, Cell[] Cells)> Rows(Study study)
    {
        DataPart[] parts = [.. study.Parts(study.Raw)];
        foreach (var (name, m, n, stride) in Networks)
        {
            var options = new PaperCnnOptions { PoolingSize = m, Blocks = n, PoolingStride = stride };
            foreach (var percent in Percents)
                yield return ($"{name}, {percent} % of the training folds", [.. parts.Select(part => Of(part, $"{name}, {percent} %", options,
                    () => part.Labelled(part.Pool.Spectra.Count * percent / 100)!))]);
            yield return ($"{name}, all", [.. parts.Select(part => CnnCells.Of(part, m, n, stride: stride))]);
            yield return ($"{name}, all, patient", [.. parts.Select(part => Of(part, $"{name}, patient", options, () => part.Pool, NetworkFit.PaperSpectra))]);
        }
    }

    /// <summary>One of the networks, trained on <paramref name="labelled"/> in one of the ways of <see cref="NetworkFit"/>.</summary>
    internal static Cell Of(DataPart part, string condition, PaperCnnOptions options, Func<SpectrumDataSet> labelled, double? patientAs = null, bool validates = true) =>
        new("size", condition, part, cancellation =>
        {
            var fit = new NetworkFit(part, labelled(), cancellation, validates);
            using var network = new PaperCnn(options, fit.Classes.Count);
            var history = fit.Fit(network, patientAs: patientAs);
            return new CellResult
            {
                Scores = Shifts.ToDictionary(CnnCells.At, shift => Tally.Of(NetworkOutputs.Predict(network, fit.Classes, part.Test, shift))),
                Values = new Dictionary<string, double> { ["training spectra"] = fit.Train.Spectra.Count, ["epochs"] = history.Epochs.Count },
                Series = Losses.Of(history),
            };
        });
}
