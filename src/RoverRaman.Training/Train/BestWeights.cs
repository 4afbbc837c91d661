using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Train;

/// <summary>Keeps a copy of a network's weights, so that the best epoch's can be had back.</summary>
sealed class BestWeights(Module network) : IDisposable
{
    readonly Dictionary<string, Tensor> _kept = [];

    /// <summary>Copies the weights as they are now, over the copy before.</summary>
    public void Keep()
    {
        using var guard = no_grad();
        foreach (var (name, tensor) in network.state_dict())
        {
            if (_kept.TryGetValue(name, out var copy))
                copy.copy_(tensor);
            else
                _kept[name] = tensor.detach().clone().DetachFromDisposeScope();
        }
    }

    /// <summary>Puts the kept weights back.</summary>
    public void Restore()
    {
        using var guard = no_grad();
        foreach (var (name, tensor) in network.state_dict())
            tensor.copy_(_kept[name]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _kept.Values)
            tensor.Dispose();
    }
}
