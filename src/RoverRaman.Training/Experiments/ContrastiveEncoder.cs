using RoverRaman.Training.SemiSupervised;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Experiments;

/// <summary>
/// The encoder that SimCLR makes of a fold. Labels have no part in it, so that all fractions of labels begin with the same one: the latest is
/// kept (90 MB) for the cells that follow.
/// </summary>
public sealed class ContrastiveEncoder
{
    (string Part, Dictionary<string, Tensor> Weights, IReadOnlyList<double> Losses)? _latest;

    /// <summary>Gives <paramref name="encoder"/> the pretrained weights.</summary>
    /// <param name="part">The fold; its whole pool is learned from.</param>
    /// <param name="encoder">Fresh weights of the cell's seed.</param>
    /// <param name="options">How it is trained.</param>
    /// <param name="cancellation">Stops training.</param>
    /// <returns>Contrastive loss by epoch.</returns>
    public IReadOnlyList<double> Pretrain(DataPart part, Sequential encoder, SemiSupervisedOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(encoder);
        if (_latest is { } kept && kept.Part == part.Key)
            Copy(kept.Weights, encoder);
        else
            Keep(part, encoder, new SimClrTrainer(options).Fit(encoder, part.Pool, cancellation));
        // What follows must not depend on whether the encoder was trained just now.
        random.manual_seed(part.Seed);
        return _latest!.Value.Losses;
    }

    void Keep(DataPart part, Sequential encoder, IReadOnlyList<double> losses)
    {
        foreach (var old in _latest?.Weights.Values.ToArray() ?? [])
            old.Dispose();
        _latest = (part.Key, encoder.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.detach().clone().DetachFromDisposeScope()), losses);
    }

    static void Copy(Dictionary<string, Tensor> weights, Module encoder)
    {
        using var guard = no_grad();
        foreach (var (name, tensor) in encoder.state_dict())
            _ = tensor.copy_(weights[name]);
        encoder.eval();
    }
}
