using RoverRaman.OnnxExport;

namespace RoverRaman.Training.Models;

/// <summary>Writes <see cref="RamanChannels"/> with ONNX's own operators, step for step as the layer computes.</summary>
sealed class OnnxRamanChannels(OnnxGraph graph)
{
    /// <summary>[n, L] -> [n, 3, L].</summary>
    public string Write(string input, float[] slopeKernel, float[] smooth, int[] clipWidths, float smallest, float tiny, float underRoot)
    {
        var epsilon = graph.AddWeight("tiny", [tiny], 1);
        var zero = graph.AddWeight("zero", [0f], 1);
        var x = UnitRange(input, smallest);

        var centred = Node("Sub", x, Mean(x));
        var deviation = Node("Sqrt", Mean(Node("Mul", centred, centred)));
        var level = Node("Div", Node("Mul", graph.AddWeight("half", [0.5f], 1), centred), Node("Add", deviation, epsilon));

        var slope = Correlate(Edge(x, slopeKernel.Length / 2), "slope", slopeKernel, 1);
        var typical = Node("Mul", graph.AddWeight("three", [3f], 1), Mean(Node("Abs", slope)));
        var squashed = Node("Tanh", Node("Div", slope, Node("Add", typical, epsilon)));

        var above = Node("Max", Node("Sub", x, Baseline(x, smooth, clipWidths)), zero);
        var share = Node("Div", above, Node("Add", Reduce("ReduceMax", above), epsilon));
        var peaks = Node("Sqrt", Node("Add", share, graph.AddWeight("under_root", [underRoot], 1)));
        return graph.AddNode("Concat", [level, squashed, peaks], new OnnxAttribute("axis", 1));
    }

    string UnitRange(string input, float smallest)
    {
        var x = Node("Unsqueeze", input, graph.AddIntegers("channel", 1));
        var lowest = Reduce("ReduceMin", x);
        var range = Node("Sub", Reduce("ReduceMax", x), lowest);
        var usable = Node("Greater", range, graph.AddWeight("smallest", [smallest], 1));
        return Node("Div", Node("Sub", x, lowest), Node("Where", usable, range, graph.AddWeight("one", [1f], 1)));
    }

    string Baseline(string x, float[] smooth, int[] clipWidths)
    {
        var baseline = Correlate(Edge(x, smooth.Length / 2), "smooth", smooth, 1);
        foreach (var width in clipWidths)
            baseline = Node("Min", baseline, Correlate(Edge(baseline, width), "neighbours", [0.5f, 0.5f], 2 * width));
        return baseline;
    }

    string Correlate(string x, string name, float[] kernel, int spacing) => graph.AddNode("Conv", [x, graph.AddWeight(name, kernel, 1, 1, kernel.Length)],
        new OnnxAttribute("kernel_shape", [(long)kernel.Length]), new OnnxAttribute("dilations", [(long)spacing]));

    string Edge(string x, int reach) =>
        graph.AddNode("Pad", [x, graph.AddIntegers("pads", 0, 0, reach, 0, 0, reach)], new OnnxAttribute("mode", "edge"));

    string Mean(string x) => Reduce("ReduceMean", x);

    string Reduce(string operation, string x) => graph.AddNode(operation, [x], new OnnxAttribute("axes", [2L]), new OnnxAttribute("keepdims", 1));

    string Node(string operation, params string[] inputs) => graph.AddNode(operation, inputs);
}
