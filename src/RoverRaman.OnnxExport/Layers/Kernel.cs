namespace RoverRaman.OnnxExport.Layers;

/// <summary>Weights of a convolution.</summary>
/// <param name="Values">Row-major.</param>
/// <param name="Bias">One a channel, or null.</param>
/// <param name="Shape">Three dimensions, the last one the kernel's size.</param>
sealed record Kernel(float[] Values, float[]? Bias, long[] Shape)
{
    public int Size => (int)Shape[2];

    public static Kernel Of(Layer layer)
    {
        var (values, shape) = layer.Parameter("weight") ?? throw layer.NotExplained("a convolution with weights");
        return new(values, layer.Parameter("bias")?.Values, shape);
    }

    /// <summary>Adds the weights to the graph, in the order of ONNX's inputs.</summary>
    public string[] Add(Layer layer)
    {
        var graph = layer.Graph;
        var weight = graph.AddWeight("weight", Values, layer.IsPlane ? [Shape[0], Shape[1], 1, Shape[2]] : Shape);
        return Bias is null ? [weight] : [weight, graph.AddWeight("bias", Bias, Bias.Length)];
    }

    /// <summary>How far a 32-bit sum may be from ours in 64 bits; a wrong window is off by the size of the signal.</summary>
    public static double Tolerance(float[] response) => 1e-6 + 1e-4 * response.Max(Math.Abs);
}
