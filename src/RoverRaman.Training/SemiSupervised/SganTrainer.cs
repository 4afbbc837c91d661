using RoverRaman.Training.Models;
using RoverRaman.Training.Train;
using static TorchSharp.torch;

namespace RoverRaman.Training.SemiSupervised;

/// <summary>
/// Trains a classifier with K + 1 outputs beside a generator (paper, section 6.1): labelled spectra teach the classes, unlabelled and
/// generated ones teach what spectra look like. The last epoch's weights stay: the validation loss is lowest after a few epochs and then rises with
/// the network's certainty, while its accuracy rises, too.
/// </summary>
/// <param name="options">How.</param>
public sealed class SganTrainer(SemiSupervisedOptions options)
{
    // Adam's first moment is short in adversarial training (Radford, Metz, Chintala 2015).
    const double Beta1 = 0.5, Beta2 = 0.999;

    /// <summary>Trains <paramref name="discriminator"/> in place.</summary>
    /// <param name="discriminator">Spectrum -> K + 1 logits, without batch normalisation: labelled, real and generated spectra pass together.</param>
    /// <param name="labelled">Spectra with labels below K.</param>
    /// <param name="validation">Labelled spectra whose loss is told, and nothing else.</param>
    /// <param name="unlabelled">All spectra, [n, 1392]; labels are not looked at.</param>
    /// <param name="classWeights">One weight for each of the K classes.</param>
    /// <param name="cancellation">Looked at before each step.</param>
    /// <returns>Validation loss by epoch.</returns>
    public IReadOnlyList<double> Fit(
        PaperCnn discriminator, TensorSet labelled, TensorSet validation, Tensor unlabelled, float[] classWeights, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(discriminator);
        ArgumentNullException.ThrowIfNull(unlabelled);
        using var generator = new SganGenerator();
        using var weights = tensor(classWeights);
        using var judge = optim.Adam(discriminator.parameters(), options.LearningRate, Beta1, Beta2);
        using var forger = optim.Adam(generator.parameters(), options.LearningRate, Beta1, Beta2);
        var random = new Random(options.Seed);
        var losses = new List<double>();
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            discriminator.train();
            generator.train();
            foreach (var rows in Batches.Of((int)unlabelled.shape[0], options.BatchSize, random))
            {
                cancellation.ThrowIfCancellationRequested();
                Judge(discriminator, generator, judge, labelled, Batches.Draw(labelled.Count, rows.Length, random), unlabelled, rows, weights);
                Forge(discriminator, generator, forger, rows.Length);
            }
            losses.Add(Validate(discriminator, validation, weights));
        }
        discriminator.eval();
        return losses;
    }

    static void Judge(
        PaperCnn discriminator, SganGenerator generator, optim.Optimizer optimizer, TensorSet labelled, long[] drawn, Tensor unlabelled, long[] rows,
        Tensor weights)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var index = tensor(drawn);
        // One pass for all three: without batch normalisation spectra do not see each other, and the gradient of the dense layer (68 MB) is made once.
        var logits = discriminator.call(cat([
            labelled.Inputs.index_select(0, index), unlabelled.index_select(0, tensor(rows)), generator.call(randn(rows.Length, SganGenerator.Latent)).detach()]));
        var known = logits.narrow(0, 0, drawn.Length);
        var real = logits.narrow(0, drawn.Length, rows.Length);
        var generated = logits.narrow(0, drawn.Length + rows.Length, rows.Length);
        var loss = SganLoss.Supervised(known, labelled.Labels.index_select(0, index), weights) + SganLoss.Unsupervised(real, generated);
        loss.backward();
        optimizer.step();
    }

    static void Forge(PaperCnn discriminator, SganGenerator generator, optim.Optimizer optimizer, int count)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        Freezing.Freeze(discriminator); // its gradient would be thrown away
        var loss = SganLoss.Generator(discriminator.call(generator.call(randn(count, SganGenerator.Latent))));
        loss.backward();
        Freezing.Thaw(discriminator);
        optimizer.step();
    }

    static double Validate(PaperCnn discriminator, TensorSet validation, Tensor weights)
    {
        discriminator.eval();
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        return SganLoss.Supervised(discriminator.call(validation.Inputs), validation.Labels, weights).item<float>();
    }
}
