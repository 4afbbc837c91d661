using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using RoverRaman.Training.Train;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Experiments;

/// <summary>
/// Table 11 (section 8.2): train on n - c minerals, freeze all but the softmax layer, replace that for c new minerals and fine-tune it at
/// a learning rate of 0.00001. Paper: 89 / 78 / 63 / 43 % for c = 5 / 10 / 15 / 20; 85 / 80 / 84 / 80 % on the n - c minerals.
/// The same at the usual rate of 0.001 shows what that rate costs.
/// </summary>
public sealed class Table11 : IExperiment
{
    const string Old = "old minerals", Slow = "new minerals, rate 0.00001", Usual = "new minerals, rate 0.001", Floor = "1-NN, new minerals";
    const double PaperRate = 1e-5, UsualRate = 1e-3;

    static readonly (int New, int PaperOld, int PaperNew)[] Counts = [(5, 85, 89), (10, 80, 78), (15, 84, 63), (20, 80, 43)];

    /// <inheritdoc/>
    public string Name => "table11";

    /// <inheritdoc/>
    public string Title => "Transfer to new minerals (Table 11)";

    /// <inheritdoc/>
    public IEnumerable<Cell> Plan(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Counts.SelectMany(count => Cells(study, count.New));
    }

    /// <inheritdoc/>
    public ExperimentReport Report(Study study, CellStore store)
    {
        ArgumentNullException.ThrowIfNull(study);
        var rows = new ScoreRows(store);
        foreach (var (count, paperOld, paperNew) in Counts)
        {
            rows.Add($"c = {count}, {Old}", Cells(study, count), Old, new PaperFigure(paperOld));
            rows.Add($"c = {count}, {Slow}", Cells(study, count), Slow, new PaperFigure(paperNew));
            rows.Add($"c = {count}, {Usual}", Cells(study, count), Usual);
            rows.Add($"c = {count}, {Floor}", Cells(study, count), Floor);
        }
        return new ExperimentReport(Name, Title) { Rows = rows.Rows, Notes = ["Only the c new minerals compete for a new spectrum, as in the paper."] };
    }

    static IEnumerable<Cell> Cells(Study study, int count) => study.Parts(study.Raw)
        .Where(part => part.Corpus.Data.Classes.Count >= count + 2)
        .Select(part => new Cell("transfer", $"c={count}", part, cancellation => Measure(part, count, cancellation)));

    static CellResult Measure(DataPart part, int count, CancellationToken cancellation)
    {
        var names = part.Corpus.Data.Classes.ToArray();
        // Another draw of new minerals for each fold.
        new Random(1000 * part.Seed + part.Fold).Shuffle(names);
        var fresh = names.Take(count).ToHashSet();
        var old = new NetworkFit(part, Of(part.Pool, fresh, false), cancellation);
        using var network = new PaperCnn(new PaperCnnOptions(), old.Classes.Count);
        var history = old.Fit(network);
        var scores = new Dictionary<string, Tally> { [Old] = Tally.Of(NetworkOutputs.Predict(network, old.Classes, Of(part.Test, fresh, false))) };
        Freezing.Freeze(network.Backbone);
        var (pool, test) = (Of(part.Pool, fresh, true), Of(part.Test, fresh, true));
        if (test.Spectra.Count > 0)
        {
            var target = new NetworkFit(part, pool, cancellation);
            scores[Slow] = FineTune(network.Backbone, target, test, PaperRate);
            scores[Usual] = FineTune(network.Backbone, target, test, UsualRate);
            scores[Floor] = Tally.Of(Baselines.NearestNeighbourFloor.Predict(pool, test, cancellation));
        }
        return new CellResult { Scores = scores, Series = Losses.Of(history) };
    }

    static Tally FineTune(Sequential backbone, NetworkFit fit, SpectrumDataSet test, double rate)
    {
        // The parts stay the backbone's: the sequence is not disposed.
        var network = Sequential(("backbone", backbone), ("dropout", Dropout(0.5)),
            ("head", DenseLayer.Linear(PaperCnnOptions.FeatureSize, Math.Max(2, fit.Classes.Count))));
        _ = fit.Fit(network, learningRate: rate);
        return Tally.Of(NetworkOutputs.Predict(network, fit.Classes, test));
    }

    static SpectrumDataSet Of(SpectrumDataSet data, HashSet<string> names, bool inside) =>
        new([.. data.Spectra.Where(spectrum => names.Contains(spectrum.ClassName!) == inside)]);
}
