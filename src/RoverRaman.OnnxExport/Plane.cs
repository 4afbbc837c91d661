using static TorchSharp.torch;

namespace RoverRaman.OnnxExport;

/// <summary>
/// Runs its child as it is; the exported graph holds the child's convolutions and poolings over [channels, length] as those over an image of one
/// row, [channels, 1, length]. The numbers are the same. ONNX Runtime keeps its fast layout (NCHWc) for images: the rover network takes two thirds of
/// the time on x86-64.
/// </summary>
public sealed class Plane : nn.Module<Tensor, Tensor>
{
    /// <summary>The dimension of the one row, with the batch as dimension 0.</summary>
    internal const int Row = 2;

    // In an array: a field of a module's type would be registered a second time, under its own name.
    readonly nn.Module<Tensor, Tensor>[] _child;

    /// <summary>Takes the child: convolutions, poolings, normalisations and activations from [n, C, L] to [n, C', L'].</summary>
    public Plane(nn.Module<Tensor, Tensor> child) : base(nameof(Plane))
    {
        ArgumentNullException.ThrowIfNull(child);
        _child = [child];
        register_module(nameof(child), child);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => _child[0].call(input);
}
