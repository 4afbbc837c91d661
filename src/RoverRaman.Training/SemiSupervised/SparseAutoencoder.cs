using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using RoverRaman.Training.Train;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.SemiSupervised;

/// <summary>
/// The paper's fully connected sparse autoencoder (section 7, Figure 17): spectrum, scaled to a maximum of 1, -> latent h of 256
/// numbers, none negative -> spectrum. Loss: squared error summed over the points (equation 4) and a penalty on the sum of h.
/// </summary>
public sealed class SparseAutoencoder : Module<Tensor, Tensor>
{
    /// <summary>Length of the latent vector h.</summary>
    public const int Latent = 256;

    // Width between spectrum and h, and weight of the penalty; the paper states neither.
    const int Hidden = 512;
    const double Penalty = 1e-3;

    readonly Sequential _encoder = Sequential(
        ("scale", new UnitMaximum()),
        ("flatten", Flatten()),
        ("dense1", DenseLayer.Linear(Grid.Count, Hidden)),
        ("relu1", LeakyReLU(DenseLayer.LeakySlope)),
        ("dense2", DenseLayer.Linear(Hidden, Latent)),
        ("relu2", ReLU()));
    readonly Sequential _decoder = Sequential(
        ("dense3", DenseLayer.Linear(Latent, Hidden)),
        ("relu3", LeakyReLU(DenseLayer.LeakySlope)),
        ("dense4", DenseLayer.Linear(Hidden, Grid.Count)));

    /// <summary>Makes the network with fresh weights.</summary>
    public SparseAutoencoder() : base(nameof(SparseAutoencoder)) => RegisterComponents();

    /// <summary>Spectrum [n, 1392] -> h [n, 256].</summary>
    public Sequential Encoder => _encoder;

    /// <summary>Spectrum [n, 1392] -> spectrum [n, 1392], scaled to a maximum of 1.</summary>
    public override Tensor forward(Tensor input) => _decoder.call(_encoder.call(input));

    /// <summary>
    /// Trains; returns the mean loss a spectrum by epoch. The weights of the epoch with the lowest loss are kept: a step of Adam can throw a network back
    /// that has nearly arrived.
    /// </summary>
    /// <param name="spectra">[n, 1392]; labels are not looked at.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Looked at before each step.</param>
    public IReadOnlyList<double> Fit(Tensor spectra, SemiSupervisedOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(spectra);
        ArgumentNullException.ThrowIfNull(options);
        using var optimizer = optim.Adam(parameters(), options.LearningRate);
        using var scale = new UnitMaximum();
        using var best = new BestWeights(this);
        var random = new Random(options.Seed);
        var losses = new List<double>();
        var lowest = double.PositiveInfinity;
        train();
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            var sum = 0.0;
            foreach (var rows in Batches.Of((int)spectra.shape[0], options.BatchSize, random))
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                optimizer.zero_grad();
                var batch = spectra.index_select(0, tensor(rows));
                var latent = _encoder.call(batch);
                var loss = Loss(_decoder.call(latent), scale.call(batch).flatten(1), latent);
                loss.backward();
                optimizer.step();
                sum += loss.item<float>() * rows.Length;
            }
            losses.Add(sum / spectra.shape[0]);
            if (epoch > 0 && !(losses[^1] < lowest))
                continue;
            lowest = losses[^1];
            best.Keep();
        }
        best.Restore();
        eval();
        return losses;
    }

    /// <summary>Mean over spectra of squared error summed over points, plus 0.001 times the sum of |h|.</summary>
    /// <param name="rebuilt">What came out, [n, 1392].</param>
    /// <param name="original">What went in, scaled, [n, 1392].</param>
    /// <param name="latent">h, [n, 256].</param>
    public static Tensor Loss(Tensor rebuilt, Tensor original, Tensor latent)
    {
        ArgumentNullException.ThrowIfNull(rebuilt);
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(latent);
        return (rebuilt - original).square().sum(1L).mean() + Penalty * latent.abs().sum(1L).mean();
    }
}
