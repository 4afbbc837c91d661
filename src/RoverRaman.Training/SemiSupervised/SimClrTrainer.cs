using RoverRaman.Spectra;
using RoverRaman.Training.Augment.Paper;
using RoverRaman.Training.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.SemiSupervised;

/// <summary>
/// Contrastive pretraining (paper, section 6.1, Figure 15): two augmented views of each spectrum pass the encoder f and a projection
/// head g, which is thrown away afterwards; NT-Xent pulls the two together.
/// </summary>
/// <param name="options">How.</param>
public sealed class SimClrTrainer(SemiSupervisedOptions options)
{
    // Width of g and its output, and tau: Chen et al. (2020) use 0.1 to 0.5; the paper states none.
    const int Hidden = 256, Projected = 128;
    const double Temperature = 0.5;

    readonly PaperAugmentations _augmentations = new();

    /// <summary>Trains <paramref name="encoder"/> in place; labels are not looked at.</summary>
    /// <param name="encoder">f: spectrum [n, 1392] -> features [n, 2048].</param>
    /// <param name="data">Spectra, at least 2.</param>
    /// <param name="cancellation">Looked at before each step.</param>
    /// <returns>Mean loss by epoch.</returns>
    public IReadOnlyList<double> Fit(Sequential encoder, SpectrumDataSet data, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(data);
        using var projection = Sequential(
            ("dense1", DenseLayer.Linear(PaperCnnOptions.FeatureSize, Hidden)), ("relu", ReLU()), ("dense2", DenseLayer.Linear(Hidden, Projected)));
        using var optimizer = optim.Adam(encoder.parameters().Concat(projection.parameters()), options.LearningRate);
        var random = new Random(options.Seed);
        var losses = new List<double>();
        encoder.train();
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            var sum = 0.0;
            foreach (var rows in Batches.Of(data.Spectra.Count, options.BatchSize, random).Where(rows => rows.Length > 1))
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                optimizer.zero_grad();
                var loss = NtXentLoss.Of(
                    projection.call(encoder.call(Views(data, rows, random))), projection.call(encoder.call(Views(data, rows, random))), Temperature);
                loss.backward();
                optimizer.step();
                sum += loss.item<float>() * rows.Length;
            }
            losses.Add(sum / data.Spectra.Count);
        }
        encoder.eval();
        return losses;
    }

    Tensor Views(SpectrumDataSet data, long[] rows, Random random)
    {
        var values = new float[rows.Length * Grid.Count];
        for (var i = 0; i < rows.Length; i++)
            _augmentations.Apply(data.Spectra[(int)rows[i]].Intensities, random).CopyTo(values, i * Grid.Count);
        return tensor(values, [rows.Length, Grid.Count]);
    }
}
