using System.Globalization;
using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using RoverRaman.Training.SemiSupervised;
using RoverRaman.Training.Train;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Experiments;

/// <summary>
/// Sections 6 and 7 at 10 to 50 % labels: the pool's other labels are withheld. A fraction means the paper's number of labelled spectra
/// on the paper's own subset (<see cref="Corpus.LabelledCount"/>); fractions that need more spectra than the pool holds are not planned.
/// </summary>
static class LabelCells
{
    public const string Supervised = "supervised", Sgan = "SGAN", Contrastive = "contrastive", Autoencoder = "autoencoder";

    static readonly ContrastiveEncoder Encoder = new();

    /// <summary>The paper's fractions.</summary>
    public static IReadOnlyList<int> Percents { get; } = [10, 20, 30, 40, 50];

    /// <summary>The CNN on the labelled spectra alone.</summary>
    public static IEnumerable<Cell> SupervisedCnn(IEnumerable<DataPart> parts, int percent) => Cells(parts, percent, "labels-cnn", (part, labelled, cancellation) =>
    {
        var fit = new NetworkFit(part, labelled, cancellation);
        using var network = new PaperCnn(new PaperCnnOptions(), fit.Classes.Count);
        var history = fit.Fit(network);
        return Result(Supervised, network, fit, part) with { Series = Losses.Of(history) };
    });

    /// <summary>The semi-supervised adversarial network (Table 7).</summary>
    public static IEnumerable<Cell> AdversarialCnn(IEnumerable<DataPart> parts, int percent) => Cells(parts, percent, "sgan", (part, labelled, cancellation) =>
    {
        var fit = new NetworkFit(part, labelled, cancellation);
        using var network = new PaperCnn(new PaperCnnOptions(), fit.Classes.Count + 1);
        using var train = TensorSet.Of(fit.Train, fit.Classes);
        using var validation = TensorSet.Of(fit.Validation, fit.Classes);
        using var all = NetworkOutputs.ToTensor(part.Pool.Spectra);
        var losses = new SganTrainer(Options(part)).Fit(network, train, validation, all, fit.Weights(train), cancellation);
        // The last output is the generator's; among the others the best names the mineral.
        var real = NetworkOutputs.Of(network, part.Test).Zip(part.Test.Spectra, (logits, spectrum) =>
            NetworkOutputs.ToPrediction(logits[..^1], 1, fit.Classes, spectrum));
        return CellResult.Of(Sgan, Tally.Of([.. real])) with { Series = Curve(Losses.Validation, losses) };
    });

    /// <summary>SimCLR on the whole pool, then a classifier on the frozen encoder (Table 8).</summary>
    public static IEnumerable<Cell> ContrastiveCnn(IEnumerable<DataPart> parts, int percent) => Cells(parts, percent, "simclr", (part, labelled, cancellation) =>
    {
        var fit = new NetworkFit(part, labelled, cancellation);
        using var network = new PaperCnn(new PaperCnnOptions(), fit.Classes.Count);
        var losses = Encoder.Pretrain(part, network.Backbone, Options(part), cancellation);
        Freezing.Freeze(network.Backbone);
        _ = fit.Fit(network);
        return Result(Contrastive, network, fit, part) with { Series = Curve("contrastive loss", losses) };
    });

    /// <summary>
    /// Autoencoder on the part of the pool without labels, then the paper's last two layers on the frozen latent vector (Table 10).
    /// The spectra that it was pretrained on are not used by the classifier.
    /// </summary>
    public static IEnumerable<Cell> AutoencoderDense(IEnumerable<DataPart> parts, int percent) =>
        AutoencoderCells(parts, percent, "autoencoder", Others);

    /// <summary>The same with the autoencoder trained on the whole pool: what it would be with more spectra to learn from.</summary>
    public static IEnumerable<Cell> AutoencoderOnAll(IEnumerable<DataPart> parts, int percent) =>
        AutoencoderCells(parts, percent, "autoencoder, all", (part, _) => part.Pool.Spectra);

    /// <summary>As <see cref="AutoencoderDense"/>, and the classifier is trained on every label: none is spent on a spectrum to stop by.</summary>
    public static IEnumerable<Cell> AutoencoderEveryLabel(IEnumerable<DataPart> parts, int percent) =>
        AutoencoderCells(parts, percent, "autoencoder, every label", Others, validates: false);

    /// <summary>Both: the autoencoder trained on the whole pool, the classifier on every label.</summary>
    public static IEnumerable<Cell> AutoencoderOnAllEveryLabel(IEnumerable<DataPart> parts, int percent) =>
        AutoencoderCells(parts, percent, "autoencoder, all, every label", (part, _) => part.Pool.Spectra, validates: false);

    static LabeledSpectrum[] Others(DataPart part, SpectrumDataSet labelled)
    {
        var held = new HashSet<LabeledSpectrum>(labelled.Spectra, ReferenceEqualityComparer.Instance);
        return [.. part.Pool.Spectra.Where(spectrum => !held.Contains(spectrum))];
    }

    static IEnumerable<Cell> AutoencoderCells(
        IEnumerable<DataPart> parts, int percent, string study, Func<DataPart, SpectrumDataSet, IReadOnlyList<LabeledSpectrum>> choose, bool validates = true) =>
        Cells(parts, percent, study, (part, labelled, cancellation) =>
    {
        var fit = new NetworkFit(part, labelled, cancellation, validates);
        using var autoencoder = new SparseAutoencoder();
        using var unlabelled = NetworkOutputs.ToTensor(choose(part, labelled));
        var losses = autoencoder.Fit(unlabelled, Options(part), cancellation);
        Freezing.Freeze(autoencoder.Encoder);
        using var network = Classifier(autoencoder.Encoder, fit.Classes.Count);
        _ = fit.Fit(network);
        return Result(Autoencoder, network, fit, part) with { Series = Curve("reconstruction loss", losses) };
    }, needsUnlabelled: true);

    /// <summary>1-NN with the labelled spectra as references.</summary>
    public static IEnumerable<Cell> Floor(IEnumerable<DataPart> parts, int percent) => Counted(parts, percent, needsUnlabelled: false)
        .Select(pair => FloorCells.Of(pair.Part, Condition(percent, pair.Count), () => pair.Part.Labelled(pair.Count)!));

    static Sequential Classifier(Sequential encoder, int classes) => Sequential(
        ("encoder", encoder),
        ("dense", DenseLayer.Linear(SparseAutoencoder.Latent, PaperCnnOptions.FeatureSize)),
        ("tanh", Tanh()),
        ("dropout", Dropout(0.5)),
        ("head", DenseLayer.Linear(PaperCnnOptions.FeatureSize, classes)));

    static IEnumerable<Cell> Cells(
        IEnumerable<DataPart> parts, int percent, string study, Func<DataPart, SpectrumDataSet, CancellationToken, CellResult> measure, bool needsUnlabelled = false) =>
        Counted(parts, percent, needsUnlabelled).Select(pair => new Cell(study, Condition(percent, pair.Count), pair.Part,
            cancellation => measure(pair.Part, pair.Part.Labelled(pair.Count)!, cancellation)));

    static IEnumerable<(DataPart Part, int Count)> Counted(IEnumerable<DataPart> parts, int percent, bool needsUnlabelled)
    {
        foreach (var part in parts)
        {
            var pool = part.Pool.Spectra.Count;
            var count = part.Corpus.LabelledCount(percent / 100.0, pool);
            if (needsUnlabelled ? count < pool : count <= pool)
                yield return (part, count);
        }
    }

    static string Condition(int percent, int count) => string.Create(CultureInfo.InvariantCulture, $"{percent} % labels ({count})");

    static CellResult Result(string score, Module<Tensor, Tensor> network, NetworkFit fit, DataPart part) =>
        CellResult.Of(score, Tally.Of(NetworkOutputs.Predict(network, fit.Classes, part.Test)));

    static SemiSupervisedOptions Options(DataPart part) => new() { Epochs = part.Settings.PretrainingEpochs, Seed = part.Seed };

    static Dictionary<string, double[]> Curve(string name, IReadOnlyList<double> losses) => new() { [name] = [.. losses.Select(loss => Math.Round(loss, 5))] };
}
