using static TorchSharp.torch;

namespace RoverRaman.OnnxExport;

/// <summary>Runs its children on one input and joins what they give: [n, ...] -> [n, values of the first, of the second, ...].</summary>
public sealed class Branches : nn.Module<Tensor, Tensor>
{
    readonly nn.Module<Tensor, Tensor>[] _children;

    /// <summary>Takes the children in the order of their output.</summary>
    /// <param name="children">Name and module of each.</param>
    public Branches(params IReadOnlyList<(string Name, nn.Module<Tensor, Tensor> Module)> children) : base(nameof(Branches))
    {
        ArgumentNullException.ThrowIfNull(children);
        _children = [.. children.Select(child => child.Module)];
        foreach (var (name, module) in children)
            register_module(name, module);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return scope.MoveToOuter(cat([.. _children.Select(child => child.call(input).flatten(1))], 1));
    }
}
