using RoverRaman.OnnxExport;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Models;

/// <summary>
/// Turns an embedding an alignment to features of a fixed length: a head of unit rows then gives a cosine times that length, and the
/// log-sum-exp over alignments, which every head slot computes, the evidence of a class.
/// </summary>
/// <param name="length">Length of the features; <see cref="Scale"/> in training.</param>
public sealed class AlignedFeatures(float length = AlignedFeatures.Scale) 
    : Module<Tensor, Tensor>(nameof(AlignedFeatures)), IOnnxExportable
{
    /// <summary>Length in training: how sharply evidence falls with the angle.</summary>
    public const float Scale = 20;

    const float Smallest = 1e-12f;

    /// <summary>[n, D, O] -> [n, O, D].</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var turned = input.transpose(1, 2);
        var own = (turned.square().sum(2).unsqueeze(2) + Smallest).sqrt();
        return scope.MoveToOuter(length * turned / own);
    }

    /// <inheritdoc/>
    public string Export(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var turned = graph.AddNode("Transpose", [input], new OnnxAttribute("perm", [0L, 2, 1]));
        var squares = graph.AddNode("Mul", [turned, turned]);
        var sum = graph.AddNode("ReduceSum", [squares, graph.AddIntegers("last", 2)], new OnnxAttribute("keepdims", 1));
        var own = graph.AddNode("Sqrt", [graph.AddNode("Add", [sum, graph.AddWeight("smallest", [Smallest], 1)])]);
        var scaled = graph.AddNode("Mul", [turned, graph.AddWeight("length", [length], 1)]);
        return graph.AddNode("Div", [scaled, own]);
    }
}
