using System.Globalization;
using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using static TorchSharp.torch;

namespace RoverRaman.Training.Experiments;

/// <summary>
/// Table 9 (section 7.2): the first two convolutions are trained on 80, 200 or all spectra, then frozen, and the other layers trained
/// anew on all. Paper: 76 / 82 / 83 %.
/// </summary>
public sealed class Table9 : IExperiment
{
    /// <summary>Score of the network whose first layers were frozen.</summary>
    internal const string Score = "frozen";

    /// <summary>Spectra that the first layers are trained on (null: all), and the paper's top-1 in percent.</summary>
    internal static IReadOnlyList<(int? Spectra, int Paper)> Sizes { get; } = [(80, 76), (200, 82), (null, 83)];

    /// <inheritdoc/>
    public string Name => "table9";

    /// <inheritdoc/>
    public string Title => "First two layers from few spectra, frozen (Table 9)";

    /// <inheritdoc/>
    public IEnumerable<Cell> Plan(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return [.. Sizes.SelectMany(size => Cells(study, size.Spectra)), .. FloorCells.Of(study.Parts(study.Raw))];
    }

    /// <inheritdoc/>
    public ExperimentReport Report(Study study, CellStore store)
    {
        ArgumentNullException.ThrowIfNull(study);
        var rows = new ScoreRows(store);
        foreach (var (spectra, paper) in Sizes)
            rows.Add(NameOf(spectra), Cells(study, spectra), Score, new PaperFigure(paper));
        rows.Add(FloorCells.Name, FloorCells.Of(study.Parts(study.Raw)), FloorCells.Score);
        return new ExperimentReport(Name, Title) { Rows = rows.Rows, Notes = ["All spectra: 848 in the paper, the training folds here."] };
    }

    /// <summary>The row of one size.</summary>
    internal static string NameOf(int? spectra) => $"layers 1-2 from {Text(spectra)} spectra, frozen";

    /// <summary>The cells of one size; with <paramref name="validates"/> false both trainings see every label.</summary>
    internal static IEnumerable<Cell> Cells(Study study, int? spectra, bool validates = true) => study.Parts(study.Raw)
        .Where(part => (spectra ?? 0) <= part.Pool.Spectra.Count)
        .Select(part => new Cell("frozen", $"{Text(spectra)} spectra{(validates ? "" : ", every label")}", part, cancellation => Measure(part, spectra, validates, cancellation)));

    static CellResult Measure(DataPart part, int? spectra, bool validates, CancellationToken cancellation)
    {
        var first = spectra is { } count ? part.Labelled(Math.Max(count, part.Corpus.Data.Classes.Count))! : part.Pool;
        using var early = Train(part, first, null, validates, cancellation).Network;
        var (network, classes) = Train(part, part.Pool, early, validates, cancellation);
        using (network)
            return CellResult.Of(Score, Tally.Of(NetworkOutputs.Predict(network, classes, part.Test)));
    }

    static (PaperCnn Network, IReadOnlyList<string> Classes) Train(DataPart part, SpectrumDataSet data, PaperCnn? frozen, bool validates, CancellationToken cancellation)
    {
        var fit = new NetworkFit(part, data, cancellation, validates);
        var network = new PaperCnn(new PaperCnnOptions(), fit.Classes.Count);
        if (frozen is not null)
            Adopt(network, frozen);
        _ = fit.Fit(network);
        return (network, fit.Classes);
    }

    // Weights of the first two convolutions are taken over and no longer trained.
    static void Adopt(PaperCnn network, PaperCnn from)
    {
        using var guard = no_grad();
        var source = from.Backbone.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        foreach (var (name, parameter) in network.Backbone.named_parameters())
        {
            if (!name.StartsWith("conv1.", StringComparison.Ordinal) && !name.StartsWith("conv2.", StringComparison.Ordinal))
                continue;
            parameter.requires_grad = false;
            parameter.copy_(source[name]);
        }
    }

    static string Text(int? spectra) => spectra?.ToString(CultureInfo.InvariantCulture) ?? "all";
}
