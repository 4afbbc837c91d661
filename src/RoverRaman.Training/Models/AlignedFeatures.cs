using RoverRaman.OnnxExport;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Models;

/// <summary>
/// Last layer of the rover network: one embedding an alignment, each of a fixed length. A head of unit rows then gives that length times the
/// cosine, and the log-sum-exp over alignments, which every head slot computes, the evidence that training used.
/// </summary>
/// <param name="lengths">Length of the embedding at each alignment; one for all of them.</param>
public sealed class AlignedFeatures(params float[] lengths) : Module<Tensor, Tensor>(nameof(AlignedFeatures)), IOnnxExportable
{
    /// <summary>Length of the network's embeddings: how sharply evidence falls with the angle.</summary>
    public const float Scale = 20;

    const float Smallest = 1e-12f;

    /// <summary>[n, D, O] -> [n, O, D].</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var turned = input.transpose(1, 2);
        var length = (turned.square().sum(2).unsqueeze(2) + Smallest).sqrt();
        return scope.MoveToOuter(tensor(lengths, [1, lengths.Length, 1]) * turned / length);
    }

    /// <inheritdoc/>
    public string Export(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var turned = graph.AddNode("Transpose", [input], new OnnxAttribute("perm", [0L, 2, 1]));
        var squares = graph.AddNode("Mul", [turned, turned]);
        var sum = graph.AddNode("ReduceSum", [squares, graph.AddIntegers("last", 2)], new OnnxAttribute("keepdims", 1));
        var length = graph.AddNode("Sqrt", [graph.AddNode("Add", [sum, graph.AddWeight("smallest", [Smallest], 1)])]);
        var scaled = graph.AddNode("Mul", [turned, graph.AddWeight("scale", lengths, 1, lengths.Length, 1)]);
        return graph.AddNode("Div", [scaled, length]);
    }
}
