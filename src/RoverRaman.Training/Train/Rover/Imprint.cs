using RoverRaman.Training.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Train.Rover;

/// <summary>
/// Sets the directions of classes to the mean of their spectra's embeddings (Qi et al. 2018, weight imprinting), so that fine-tuning starts
/// from a nearest-mean classifier instead of noise.
/// </summary>
static class Imprint
{
    const int Batch = 256;

    /// <summary>Adds to the row of each class the mean embedding of its spectra and of <paramref name="copies"/> varied copies.</summary>
    /// <param name="weights">What is changed; rows that were trained before keep an equal say, fresh rows none.</param>
    /// <param name="labels">Class index of each spectrum.</param>
    /// <param name="spectra">[n, 1392], 0..1.</param>
    /// <param name="vary">Makes one varied copy of rows start..start+count of the spectra.</param>
    /// <param name="copies">Number of copies.</param>
    /// <param name="trained">Number of rows that were trained before.</param>
    public static void Set(RoverWeights weights, IReadOnlyList<int> labels, Tensor spectra, Func<long, long, Tensor> vary, int copies, int trained)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        weights.Network.eval();
        var sums = zeros([weights.Classes.Count, RoverNetOptions.FeatureSize]);
        var index = tensor(labels.Select(label => (long)label).ToArray());
        for (long start = 0; start < labels.Count; start += Batch)
        {
            var count = Math.Min(Batch, labels.Count - start);
            var rows = index.narrow(0, start, count);
            _ = sums.index_add_(0, rows, Centre(weights.Network, spectra.narrow(0, start, count)), 1);
            for (var copy = 0; copy < copies; copy++)
                _ = sums.index_add_(0, rows, Centre(weights.Network, vary(start, count)), 1);
        }
        var present = sums.square().sum(1).gt(0);
        for (var row = 0; row < weights.Classes.Count; row++)
        {
            if (!present[row].item<bool>())
                continue;
            var direction = functional.normalize(sums.narrow(0, row, 1), 2, 1);
            var own = weights.Head.Directions.narrow(0, row, 1);
            _ = own.copy_(functional.normalize(row < trained ? direction + functional.normalize(own, 2, 1) : direction, 2, 1));
        }
    }

    static Tensor Centre(RoverNet network, Tensor spectra) => network.call(spectra).select(1, network.Options.Reach);
}
