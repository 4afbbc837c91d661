using static TorchSharp.torch;

namespace RoverRaman.OnnxExport;

/// <summary>A module that gives its input to several others and joins what they make.</summary>
public interface IOnnxBranches
{
    /// <summary>The modules and their names, in the order of joining.</summary>
    IReadOnlyList<(string Name, nn.Module<Tensor, Tensor> Module)> Branches { get; }

    /// <summary>Dimension along which the outputs are joined; the batch is 0.</summary>
    long JoinedAlong { get; }
}
