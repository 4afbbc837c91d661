using RoverRaman.Training.Models;
using static TorchSharp.torch;

namespace RoverRaman.Training.Train.Rover;

/// <summary>Trains network and cosine head together for a fixed number of steps: AdamW, one-cycle rate, label smoothing.</summary>
/// <param name="network">The network; trained in place.</param>
/// <param name="head">The head; trained in place.</param>
public sealed class RoverFit(RoverNet network, CosineHead head)
{
    const double WeightDecay = 0.02;

    // Of the running share of rightly named training spectra that is reported.
    const double Memory = 0.98;

    /// <summary>Trains on batches joined from <paramref name="sources"/>.</summary>
    /// <param name="sources">The parts of every batch.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="peakRate">Highest learning rate.</param>
    /// <param name="smoothing">Share of the target spread over all classes.</param>
    /// <param name="progress">Told of each step, from 1, with the running share of training spectra named rightly.</param>
    /// <param name="cancellation">Looked at before each step.</param>
    /// <exception cref="TrainingException">The loss is no longer a number.</exception>
    public void Run(
        IReadOnlyList<IBatchSource> sources, int steps, double peakRate, double smoothing,
        Action<int, double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        using var optimizer = optim.AdamW(network.parameters().Concat(head.parameters()), peakRate, weight_decay: WeightDecay);
        var cycle = new OneCycle(peakRate, steps);
        network.train();
        var right = 0.0;
        for (var step = 0; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = cycle.Rate(step);
            var (loss, share) = Step(optimizer, sources, smoothing);
            if (!double.IsFinite(loss))
                throw new TrainingException($"Expected a finite loss, found {loss} at step {step + 1} of {steps}; look for extreme values in the data.");
            right = step == 0 ? share : Memory * right + (1 - Memory) * share;
            progress?.Invoke(step + 1, right);
        }
        network.eval();
    }

    (double Loss, double Right) Step(optim.Optimizer optimizer, IReadOnlyList<IBatchSource> sources, double smoothing)
    {
        using var scope = NewDisposeScope();
        var (spectra, labels) = Batch(sources);
        optimizer.zero_grad();
        var evidence = head.call(network.call(spectra));
        var logs = evidence.log_softmax(1);
        var hit = logs.gather(1, labels.unsqueeze(1)).mean();
        var loss = -(1 - smoothing) * hit - smoothing * logs.mean();
        loss.backward();
        optimizer.step();
        using var guard = no_grad();
        var right = evidence.argmax(1).eq(labels).to_type(ScalarType.Float32).mean().item<float>();
        return (loss.item<float>(), right);
    }

    static (Tensor Spectra, Tensor Labels) Batch(IReadOnlyList<IBatchSource> sources)
    {
        using var guard = no_grad();
        var parts = sources.Select(source => source.Next()).ToArray();
        return (cat([.. parts.Select(part => part.Spectra)]), tensor(parts.SelectMany(part => part.Labels).ToArray()));
    }
}
