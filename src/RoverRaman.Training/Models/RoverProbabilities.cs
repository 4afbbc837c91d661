using RoverRaman.Heads;
using RoverRaman.OnnxExport;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Models;

/// <summary>The head as part of composed.onnx: features [n, all groups] -> calibrated probabilities [n, classes].</summary>
/// <param name="layout">How the features lie.</param>
/// <param name="rows">Row-major [classes, <see cref="FeatureLayout.Size"/>].</param>
/// <param name="temperature">Divides the evidence before the softmax.</param>
public sealed class RoverProbabilities(FeatureLayout layout, float[] rows, float temperature)
    : Module<Tensor, Tensor>(nameof(RoverProbabilities)), IOnnxExportable
{
    readonly int _classes = rows.Length / layout.Size;

    /// <summary>Evidence [n, classes] of features [n, all groups]: what a head slot computes before calibration.</summary>
    public Tensor Evidence(Tensor features)
    {
        ArgumentNullException.ThrowIfNull(features);
        using var scope = NewDisposeScope();
        var evidence = layout.Groups.Select(group =>
            features.narrow(1, group.First, group.Count).reshape(-1, group.Alignments, group.Size)
                .matmul(tensor(Columns(group), [group.Size, _classes])).logsumexp(1));
        return scope.MoveToOuter(evidence.Aggregate((sum, part) => sum + part));
    }

    /// <summary>[n, all groups] -> [n, classes].</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return scope.MoveToOuter((Evidence(input) / temperature).softmax(1));
    }

    /// <inheritdoc/>
    public string Export(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var calibrated = graph.AddNode("Div", [ExportEvidence(graph, input), graph.AddWeight("temperature", [temperature], 1)]);
        return graph.AddNode("Softmax", [calibrated], new OnnxAttribute("axis", 1));
    }

    /// <summary>Writes <see cref="Evidence"/> of the features <paramref name="input"/>; gives the name of its output.</summary>
    public string ExportEvidence(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return layout.Groups.Select(group => Export(graph, input, group)).ToArray().Aggregate((sum, part) => graph.AddNode("Add", [sum, part]));
    }

    string Export(OnnxGraph graph, string input, FeatureGroup group)
    {
        var part = graph.AddNode("Slice", [input, graph.AddIntegers("from", group.First), graph.AddIntegers("to", group.First + group.Count), graph.AddIntegers("features", 1)]);
        var aligned = graph.AddNode("Reshape", [part, graph.AddIntegers("shape", -1, group.Alignments, group.Size)]);
        var product = graph.AddNode("MatMul", [aligned, graph.AddWeight("rows", Columns(group), group.Size, _classes)]);
        return graph.AddNode("ReduceLogSumExp", [product], new OnnxAttribute("axes", [1L]), new OnnxAttribute("keepdims", 0));
    }

    // Transposed: a product takes [D, classes].
    float[] Columns(FeatureGroup group)
    {
        var columns = new float[group.Size * _classes];
        for (var row = 0; row < _classes; row++)
            for (var d = 0; d < group.Size; d++)
                columns[d * _classes + row] = rows[row * layout.Size + group.Row + d];
        return columns;
    }
}
