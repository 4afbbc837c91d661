using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Train;

/// <summary>
/// Trains any network of spectrum [n, 1392] -> logits [n, classes] as the paper does (section 4.2): class-weighted cross entropy,
/// Adam, learning rate lowered at plateaus of the validation loss, early stopping, best weights restored. Torch has one random
/// generator a process (<c>torch.random.manual_seed</c>), so two trainings beside each other are not repeatable.
/// </summary>
/// <param name="options">How.</param>
public sealed class Trainer(TrainingOptions options)
{
    // Validation needs no gradients, so its batches can be larger than training's.
    const int ValidationBatch = 256;

    /// <summary>Trains <paramref name="network"/> in place. Plateau and stopping watch the class-weighted loss of <paramref name="validation"/>.</summary>
    /// <param name="network">Spectrum [n, 1392] -> logits [n, classes].</param>
    /// <param name="train">Spectra to learn from.</param>
    /// <param name="validation">Spectra of other specimens.</param>
    /// <param name="classWeights">One weight a class (<see cref="ClassWeights"/>).</param>
    /// <param name="progress">Told of each epoch, on this thread.</param>
    /// <param name="cancellation">Looked at before each step.</param>
    /// <exception cref="TrainingException">The loss is no longer a number.</exception>
    public TrainingHistory Fit(
        Module<Tensor, Tensor> network, TensorSet train, TensorSet validation, float[] classWeights,
        IProgress<EpochReport>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var weights = tensor(classWeights);
        using var optimizer = optim.Adam(network.parameters(), options.LearningRate);
        using var best = new BestWeights(network);
        var plateau = new ReduceOnPlateau(options.LearningRate, options.PlateauFactor, options.PlateauPatience);
        var stopping = new EarlyStopping(options.StoppingPatience);
        var order = new Random(options.Seed);
        var epochs = new List<EpochReport>();
        while (epochs.Count < options.Epochs && !stopping.Stop)
        {
            var rate = plateau.Rate;
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = rate;
            var trainLoss = TrainEpoch(network, optimizer, train, weights, order, cancellation);
            var (loss, top1) = Validate(network, validation, weights, classWeights, cancellation);
            if (!double.IsFinite(loss) || !double.IsFinite(trainLoss))
                throw Diverged(epochs.Count + 1, trainLoss, loss);
            var improved = stopping.Observe(loss);
            if (improved)
                best.Keep();
            _ = plateau.Observe(loss);
            epochs.Add(new EpochReport(epochs.Count + 1, trainLoss, loss, top1, rate, improved));
            progress?.Report(epochs[^1]);
        }
        best.Restore();
        network.eval();
        return new TrainingHistory(epochs, stopping.BestEpoch);
    }

    double TrainEpoch(
        Module<Tensor, Tensor> network, optim.Optimizer optimizer, TensorSet data, Tensor weights, Random random, CancellationToken cancellation)
    {
        network.train();
        var order = Enumerable.Range(0, data.Count).Select(i => (long)i).ToArray();
        random.Shuffle(order);
        double sum = 0;
        foreach (var rows in order.Chunk(options.BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            sum += Step(network, optimizer, data, weights, rows) * rows.Length;
        }
        return sum / data.Count;
    }

    static double Step(Module<Tensor, Tensor> network, optim.Optimizer optimizer, TensorSet data, Tensor weights, long[] rows)
    {
        using var scope = NewDisposeScope();
        var index = tensor(rows);
        optimizer.zero_grad();
        var logits = network.call(data.Inputs.index_select(0, index));
        var loss = functional.cross_entropy(logits, data.Labels.index_select(0, index), weights);
        loss.backward();
        optimizer.step();
        return loss.item<float>();
    }

    static (double Loss, double Top1) Validate(
        Module<Tensor, Tensor> network, TensorSet data, Tensor weights, float[] classWeights, CancellationToken cancellation)
    {
        network.eval();
        using var guard = no_grad();
        double sum = 0, hits = 0;
        for (var start = 0; start < data.Count; start += ValidationBatch)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var count = Math.Min(ValidationBatch, data.Count - start);
            var labels = data.Labels.narrow(0, start, count);
            var logits = network.call(data.Inputs.narrow(0, start, count));
            // PyTorch's weighted mean divides by the sum of weights; multiplied back, batches add up to the mean over all.
            var mass = data.ClassIndices.Skip(start).Take(count).Sum(label => (double)classWeights[label]);
            sum += functional.cross_entropy(logits, labels, weights).item<float>() * mass;
            hits += logits.argmax(1).eq(labels).sum().item<long>();
        }
        return (sum / data.ClassIndices.Sum(label => (double)classWeights[label]), hits / data.Count);
    }

    TrainingException Diverged(int epoch, double trainLoss, double validationLoss) => new(
        $"Expected a finite loss, found {trainLoss} in training and {validationLoss} in validation at epoch {epoch} " +
        $"(learning rate {options.LearningRate}); look for extreme values in the data.");
}
