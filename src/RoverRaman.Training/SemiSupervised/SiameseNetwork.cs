using RoverRaman.Training.Models;
using RoverRaman.Training.Train;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.SemiSupervised;

/// <summary>
/// The rival of section 8, after Koch et al. (2015) and Liu et al. (2019): one encoder for two spectra, likeness = weighted sum of the
/// distances of their features. A spectrum is named by comparing it with a reference of every class, so time and storage grow with
/// the classes.
/// </summary>
public sealed class SiameseNetwork : Module<Tensor, Tensor, Tensor>
{
    readonly Sequential _encoder;
    readonly Linear _likeness = DenseLayer.Linear(PaperCnnOptions.FeatureSize, 1);

    /// <summary>Makes the network on an encoder, which it trains.</summary>
    /// <param name="encoder">Spectrum [n, 1392] -> features [n, 2048].</param>
    public SiameseNetwork(Sequential encoder) : base(nameof(SiameseNetwork))
    {
        _encoder = encoder;
        RegisterComponents();
    }

    /// <summary>Spectrum [n, 1392] -> features [n, 2048].</summary>
    public Sequential Encoder => _encoder;

    /// <summary>Two batches of spectra -> logit of "same mineral" [n].</summary>
    public override Tensor forward(Tensor input1, Tensor input2) => Compare(_encoder.call(input1), _encoder.call(input2));

    /// <summary>Two batches of features -> logit of "same mineral" [n]; a single row is compared with all rows of the other.</summary>
    public Tensor Compare(Tensor first, Tensor second)
    {
        ArgumentNullException.ThrowIfNull(first);
        return _likeness.call((first - second).abs()).squeeze(1);
    }

    /// <summary>Trains on pairs, half of one mineral, half of two; returns the mean loss by epoch.</summary>
    /// <param name="data">Labelled spectra.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Looked at before each step.</param>
    public IReadOnlyList<double> Fit(TensorSet data, SemiSupervisedOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        using var optimizer = optim.Adam(parameters(), options.LearningRate);
        var random = new Random(options.Seed);
        var byClass = data.ClassIndices.Select((label, i) => (label, i)).ToLookup(pair => pair.label, pair => (long)pair.i);
        var losses = new List<double>();
        train();
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            var sum = 0.0;
            foreach (var rows in Batches.Of(data.Count, options.BatchSize, random))
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                optimizer.zero_grad();
                var partners = Array.ConvertAll(rows, row => Partner(data, byClass, row, random));
                var same = tensor(rows.Zip(partners, (a, b) => data.ClassIndices[(int)a] == data.ClassIndices[(int)b] ? 1f : 0f).ToArray());
                var logits = call(data.Inputs.index_select(0, tensor(rows)), data.Inputs.index_select(0, tensor(partners)));
                var loss = functional.binary_cross_entropy_with_logits(logits, same);
                loss.backward();
                optimizer.step();
                sum += loss.item<float>() * rows.Length;
            }
            losses.Add(sum / data.Count);
        }
        eval();
        return losses;
    }

    static long Partner(TensorSet data, ILookup<int, long> byClass, long row, Random random)
    {
        var own = byClass[data.ClassIndices[(int)row]].ToArray();
        if (random.Next(2) == 0 && own.Length > 1)
            return own.Where(other => other != row).ElementAt(random.Next(own.Length - 1));
        return random.Next(data.Count);
    }
}
