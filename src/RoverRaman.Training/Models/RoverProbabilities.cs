using RoverRaman.OnnxExport;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Models;

/// <summary>The head as part of composed.onnx: embeddings [n, O, D] -> calibrated probabilities [n, classes].</summary>
/// <param name="rows">Unit rows, row-major [classes, D].</param>
/// <param name="classes">Number of classes.</param>
/// <param name="temperature">Divides the evidence before the softmax.</param>
public sealed class RoverProbabilities(float[] rows, int classes, float temperature)
    : Module<Tensor, Tensor>(nameof(RoverProbabilities)), IOnnxExportable
{
    // Transposed once: MatMul takes [D, classes].
    readonly float[] _columns = Transpose(rows, classes);

    /// <summary>[n, O, D] -> [n, classes].</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var weights = tensor(_columns, [_columns.Length / classes, classes]);
        return scope.MoveToOuter((input.matmul(weights).logsumexp(1) / temperature).softmax(1));
    }

    /// <inheritdoc/>
    public string Export(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var product = graph.AddNode("MatMul", [input, graph.AddWeight("rows", _columns, _columns.Length / classes, classes)]);
        var evidence = graph.AddNode("ReduceLogSumExp", [product], new OnnxAttribute("axes", [1L]), new OnnxAttribute("keepdims", 0));
        var calibrated = graph.AddNode("Div", [evidence, graph.AddWeight("temperature", [temperature], 1)]);
        return graph.AddNode("Softmax", [calibrated], new OnnxAttribute("axis", 1));
    }

    static float[] Transpose(float[] rows, int classes)
    {
        var size = rows.Length / classes;
        var columns = new float[rows.Length];
        for (var row = 0; row < classes; row++)
            for (var d = 0; d < size; d++)
                columns[d * classes + row] = rows[row * size + d];
        return columns;
    }
}
