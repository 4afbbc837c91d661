using RoverRaman.Training.Models;

namespace RoverRaman.Training.Experiments;

/// <summary>
/// What the broad networks of Tables 3 and 4 owe to the number of training spectra: the same networks, trained on parts of the training folds.
/// The paper trains on 848 spectra, and what it published holds fewer. No table of the paper.
/// </summary>
public sealed class SizeExperiment : IExperiment
{
    static readonly int[] Percents = [25, 50, 100];
    static readonly int[] Shifts = [0, 15, 30];

    static readonly (string Name, PaperCnnOptions Options)[] Networks =
    [
        ("m = 64", new() { PoolingSize = 64 }),
        ("m = 64, stride 2", new() { PoolingSize = 64, PoolingStride = 2 }),
        ("n = 10", new() { Blocks = 10 }),
    ];

    /// <inheritdoc/>
    public string Name => "sizes";

    /// <inheritdoc/>
    public string Title => "Broad networks against the number of training spectra";

    /// <inheritdoc/>
    public IEnumerable<Cell> Plan(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Networks.SelectMany(network => Percents.SelectMany(percent => Cells(study, network, percent)));
    }

    /// <inheritdoc/>
    public ExperimentReport Report(Study study, CellStore store)
    {
        ArgumentNullException.ThrowIfNull(study);
        var rows = new ScoreRows(store);
        foreach (var network in Networks)
            foreach (var percent in Percents)
                foreach (var shift in Shifts)
                    rows.Add($"CNN, {network.Name}, {percent} % of the training folds, shift {shift}", Cells(study, network, percent), CnnCells.At(shift));
        return new ExperimentReport(Name, Title)
        {
            Rows = rows.Rows,
            Notes = ["Parts are drawn evenly over the classes, at least one spectrum of each; a fifth of them validates."],
        };
    }

    static IEnumerable<Cell> Cells(Study study, (string Name, PaperCnnOptions Options) network, int percent) =>
        study.Parts(study.Corpora).Select(part => Of(part, network, percent));

    static Cell Of(DataPart part, (string Name, PaperCnnOptions Options) network, int percent) =>
        new("size", $"{network.Name}, {percent} %", part, cancellation =>
        {
            var fit = new NetworkFit(part, part.Labelled(part.Pool.Spectra.Count * percent / 100)!, cancellation);
            using var cnn = new PaperCnn(network.Options, fit.Classes.Count);
            var history = fit.Fit(cnn);
            return new CellResult
            {
                Scores = Shifts.ToDictionary(CnnCells.At, shift => Tally.Of(NetworkOutputs.Predict(cnn, fit.Classes, part.Test, shift))),
                Values = new Dictionary<string, double> { ["training spectra"] = fit.Train.Spectra.Count },
                Series = Losses.Of(history),
            };
        });
}
