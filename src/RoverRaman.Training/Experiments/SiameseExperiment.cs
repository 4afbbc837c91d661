using System.Diagnostics;
using System.Globalization;
using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using RoverRaman.Training.SemiSupervised;
using RoverRaman.Training.Train;
using static TorchSharp.torch;

namespace RoverRaman.Training.Experiments;

/// <summary>
/// Section 8: a Siamese network and reference matching beside a softmax head. Accuracy, and time and storage of one identification against
/// the number k of known minerals (5 to 1,670, the species of RRUFF). The encoder is the same network in both.
/// </summary>
public sealed class SiameseExperiment : IExperiment
{
    const string Siamese = "Siamese";

    // Repeats whose median is taken, and rows of the head, which is computed at full capacity whatever k is.
    const int Repeats = 15, Capacity = 2048;

    static readonly int[] Known = [5, 20, 63, 200, 600, 1670];

    /// <inheritdoc/>
    public string Name => "siamese";

    /// <inheritdoc/>
    public string Title => "Siamese network and reference matching: accuracy, time and storage (section 8)";

    /// <inheritdoc/>
    public IEnumerable<Cell> Plan(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return [.. Accuracy(study), .. Cnn(study), .. FloorCells.Of(study.Parts(study.Raw)), .. Costs(study)];
    }

    /// <inheritdoc/>
    public ExperimentReport Report(Study study, CellStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var rows = new ScoreRows(store);
        rows.Add("Siamese network, nearest reference", Accuracy(study), Siamese);
        rows.Add("CNN with softmax head", Cnn(study), CnnCells.Cnn);
        rows.Add(FloorCells.Name, FloorCells.Of(study.Parts(study.Raw)), FloorCells.Score);
        var costs = Costs(study).Select(store.Find).FirstOrDefault(cell => cell is not null)?.Result;
        return new ExperimentReport(Name, Title)
        {
            Rows = rows.Rows,
            Tables = costs is null ? [] : [Table(costs)],
            Figures = costs is null ? [] : [Plot(costs)],
            Notes = ["One thread, median of 15. The Siamese network's references are kept as features, encoded once, which favours it; reference matching is the " +
                "1-NN floor, one reference a mineral. Both networks' encoder comes on top and is the same; the softmax head is computed at its full capacity of 2,048 minerals."],
        };
    }

    static IEnumerable<Cell> Accuracy(Study study) => study.Parts(study.Raw).Select(part => new Cell("siamese", "nearest reference", part, cancellation =>
    {
        var pool = part.Pool;
        using var data = TensorSet.Of(pool, pool.Classes);
        using var backbone = new PaperCnn(new PaperCnnOptions(), 2);
        using var network = new SiameseNetwork(backbone.Backbone);
        var losses = network.Fit(data, Options(part), cancellation);
        return CellResult.Of(Siamese, Tally.Of(Rank(network, pool, part.Test), part.Test.Labels)) with
        {
            Series = new Dictionary<string, double[]> { ["pair loss"] = [.. losses] },
        };
    }));

    static SemiSupervisedOptions Options(DataPart part) => new() { Epochs = part.Settings.PretrainingEpochs, Seed = part.Seed, LearningRate = 1e-4 };

    static IEnumerable<Cell> Cnn(Study study) => study.Parts(study.Raw).Select(part => CnnCells.Of(part));

    static IEnumerable<Cell> Costs(Study study) =>
        study.Parts(study.Raw).Where(part => part is { Fold: 0, Seed: 0 }).Take(1)
            .Select(part => new Cell("siamese-cost", "after the encoder", part, cancellation => MeasureCosts(part, cancellation)));

    static IEnumerable<int[]> Rank(SiameseNetwork network, SpectrumDataSet pool, SpectrumDataSet test)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        var width = PaperCnnOptions.FeatureSize;
        var references = tensor(NetworkOutputs.Of(network.Encoder, pool).SelectMany(row => row).ToArray(), [pool.Spectra.Count, width]);
        var ranks = new List<int[]>();
        foreach (var query in NetworkOutputs.Of(network.Encoder, test))
        {
            using var inner = NewDisposeScope();
            var likeness = network.Compare(tensor(query, [1, width]), references).data<float>().ToArray();
            ranks.Add([.. Enumerable.Range(0, likeness.Length).OrderByDescending(i => likeness[i])
                .DistinctBy(i => pool.Labels[i]).Take(3).Select(i => pool.Labels[i])]);
        }
        return ranks;
    }

    static CellResult MeasureCosts(DataPart part, CancellationToken cancellation)
    {
        set_num_threads(1);
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        using var network = new PaperCnn(new PaperCnnOptions(), Capacity);
        using var siamese = new SiameseNetwork(network.Backbone);
        network.eval();
        var spectrum = part.Pool.Spectra[0].Intensities;
        var input = tensor(spectrum, [1, Grid.Count]);
        var features = network.Backbone.call(input);
        var series = new Dictionary<string, double[]>
        {
            ["encoder ms"] = [Median(() => network.Backbone.call(input))],
            ["siamese ms"] = new double[Known.Length],
            ["matching ms"] = new double[Known.Length],
            ["head ms"] = new double[Known.Length],
        };
        for (var i = 0; i < Known.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var references = randn(Known[i], PaperCnnOptions.FeatureSize);
            var matcher = new SpectralMatcher(References(part.Pool, Known[i]));
            series["siamese ms"][i] = Median(() => siamese.Compare(features, references));
            series["head ms"][i] = Median(() => network.Head.call(features).narrow(1, 0, Known[i]).argmax(1));
            series["matching ms"][i] = Median(() => matcher.Match(spectrum, 3));
        }
        set_num_threads(part.Settings.Threads);
        return new CellResult { Series = series };
    }

    static SpectrumDataSet References(SpectrumDataSet pool, int count) => new([.. Enumerable.Range(0, count).Select(i =>
        pool.Spectra[i % pool.Spectra.Count] with { ClassName = string.Create(CultureInfo.InvariantCulture, $"Mineral{i:D4}") })]);

    static double Median(Action work)
    {
        var times = new double[Repeats];
        for (var i = -2; i < Repeats; i++)
        {
            using var scope = NewDisposeScope();
            var start = Stopwatch.GetTimestamp();
            work();
            if (i >= 0)
                times[i] = Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 4);
        }
        Array.Sort(times);
        return times[Repeats / 2];
    }

    static TextTable Table(CellResult costs)
    {
        // Bytes: features of 2,048 float32, spectra of 1,392 float32; the head's rows are there whether used or not.
        static string Kilobytes(long bytes) => (bytes / 1000.0).ToString("F0", CultureInfo.InvariantCulture);
        var encoder = costs.Series["encoder ms"][0].ToString("F1", CultureInfo.InvariantCulture);
        return new TextTable($"Cost of one identification, after {encoder} ms in the encoder",
            ["k", "Siamese, ms", "matching, ms", "softmax head, ms", "Siamese, kB", "matching, kB", "softmax head, kB"],
            [.. Known.Select((k, i) => new[]
            {
                k.ToString(CultureInfo.InvariantCulture),
                costs.Series["siamese ms"][i].ToString("F3", CultureInfo.InvariantCulture),
                costs.Series["matching ms"][i].ToString("F3", CultureInfo.InvariantCulture),
                costs.Series["head ms"][i].ToString("F3", CultureInfo.InvariantCulture),
                Kilobytes(4L * k * PaperCnnOptions.FeatureSize), Kilobytes(4L * k * Grid.Count), Kilobytes(4L * Capacity * PaperCnnOptions.FeatureSize),
            })]);
    }

    static Figure Plot(CellResult costs) => new("Time of one identification after the encoder", "known minerals k", "ms", [.. Known.Select(k => (double)k)],
        [new FigureCurve("Siamese", costs.Series["siamese ms"]), new FigureCurve("reference matching", costs.Series["matching ms"]),
            new FigureCurve("softmax head", costs.Series["head ms"])]);
}
