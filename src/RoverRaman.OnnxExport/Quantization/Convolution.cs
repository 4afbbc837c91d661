using System.Runtime.InteropServices;
using RoverRaman.OnnxExport.Format;

namespace RoverRaman.OnnxExport.Quantization;

/// <summary>
/// A learned convolution of a graph, joined with the batch normalisation behind it, which in inference is one more scale and offset for
/// each output channel: W' = W g / sqrt(v + e), b' = (b - m) g / sqrt(v + e) + beta (Jacob et al., CVPR 2018, section 3.2).
/// </summary>
sealed class Convolution
{
    const float DefaultEpsilon = 1e-5f;

    readonly GraphProto _graph;

    Convolution(GraphProto graph, NodeProto node, NodeProto normalisation)
    {
        (_graph, Node, Normalisation) = (graph, node, normalisation);
        var weight = Tensor(node.Input[1]);
        Shape = [.. weight.Dims];
        Weights = Floats(weight).ToArray();
        Biases = node.Input.Count > 2 ? Floats(Tensor(node.Input[2])).ToArray() : new float[Channels];
        Join();
    }

    /// <summary>The convolution.</summary>
    public NodeProto Node { get; }

    /// <summary>The normalisation that it is joined with.</summary>
    public NodeProto Normalisation { get; }

    /// <summary>[channels out, channels in / groups, kernel], or with a 1 before the kernel (<see cref="Plane"/>).</summary>
    public long[] Shape { get; }

    /// <summary>Output channels.</summary>
    public int Channels => (int)Shape[0];

    /// <summary>Joined weights, row-major in <see cref="Shape"/>.</summary>
    public float[] Weights { get; }

    /// <summary>Joined bias of each output channel.</summary>
    public float[] Biases { get; }

    /// <summary>The learned convolutions of a graph, in its order: those with a batch normalisation behind them.</summary>
    public static IReadOnlyList<Convolution> In(GraphProto graph)
    {
        var normalisations = graph.Node.Where(node => node.OpType == "BatchNormalization").ToDictionary(node => node.Input[0]);
        return [.. graph.Node
            .Where(node => node.OpType == "Conv" && normalisations.ContainsKey(node.Output[0]))
            .Select(node => new Convolution(graph, node, normalisations[node.Output[0]]))];
    }

    void Join()
    {
        var (scale, offset) = (Normaliser(1), Normaliser(2));
        var (mean, variance) = (Normaliser(3), Normaliser(4));
        var epsilon = Normalisation.Attribute.FirstOrDefault(attribute => attribute.Name == "epsilon")?.F ?? DefaultEpsilon;
        var size = Weights.Length / Channels;
        for (var channel = 0; channel < Channels; channel++)
        {
            var factor = scale[channel] / MathF.Sqrt(variance[channel] + epsilon);
            foreach (ref var weight in Weights.AsSpan(channel * size, size))
                weight *= factor;
            Biases[channel] = (Biases[channel] - mean[channel]) * factor + offset[channel];
        }
    }

    float[] Normaliser(int input) => Floats(Tensor(Normalisation.Input[input])).ToArray();

    TensorProto Tensor(string name) => _graph.Initializer.FirstOrDefault(tensor => tensor.Name == name)
        ?? throw new OnnxExportException($"Expected '{name}' of {Node.Name} to be a constant of the graph, found none. Quantise a graph that this exporter wrote.");

    static ReadOnlySpan<float> Floats(TensorProto tensor) => MemoryMarshal.Cast<byte, float>(tensor.RawData.Span);
}
