using static TorchSharp.torch;

namespace RoverRaman.OnnxExport.Layers;

/// <summary>A layer at its place in the network, and what it does to made-up input.</summary>
sealed class Layer
{
    /// <summary>Samples in the made-up batch: more than one, so that a layer which mixes samples shows.</summary>
    public const int Samples = 3;

    public Layer(OnnxGraph graph, nn.Module<Tensor, Tensor> module, string path, Signal input, bool isPlane)
    {
        (Graph, Module, Path, Input, IsPlane) = (graph, module, path, input, isPlane);
        Stimulus = Noise(Samples * input.Shape.Aggregate(1L, (product, length) => product * length));
        (Response, var shape) = Measure(Stimulus, [Samples, .. input.Shape]);
        if (shape.Length < 2 || shape[0] != Samples)
            throw new OnnxExportException(
                $"Expected {module.GetType().Name} at '{path}' to keep the batch as first dimension, found [{string.Join(", ", shape)}] " +
                    $"for {Samples} samples of [{string.Join(", ", input.Shape)}].");
        OutputShape = shape[1..];
    }

    public OnnxGraph Graph { get; }
    public nn.Module<Tensor, Tensor> Module { get; }
    public string Path { get; }
    public Signal Input { get; }

    /// <summary>True where the graph's value has a row's dimension (<see cref="Plane"/>) that the layer does not see.</summary>
    public bool IsPlane { get; }

    /// <summary>An attribute of a window: one number for each dimension that it moves in.</summary>
    public OnnxAttribute Window(string name, int alongLength) => new(name, IsPlane ? [1, alongLength] : [(long)alongLength]);

    /// <summary>Padding before and behind.</summary>
    public OnnxAttribute Padding(int before, int behind) => new("pads", IsPlane ? [0, before, 0, behind] : [(long)before, behind]);

    /// <summary>Shape of the output, without the batch dimension.</summary>
    public long[] OutputShape { get; }

    /// <summary>Noise of the input's shape, three samples.</summary>
    public float[] Stimulus { get; }

    /// <summary>What the layer makes of <see cref="Stimulus"/>.</summary>
    public float[] Response { get; }

    /// <summary>Adds a node that takes the layer's input and the weights named.</summary>
    public string Add(string opType, string[] weights, params OnnxAttribute[] attributes) =>
        Graph.AddNode(opType, [Input.Name, .. weights], attributes);

    /// <summary>Adds a node that takes the layer's input.</summary>
    public string Add(string opType, params OnnxAttribute[] attributes) => Add(opType, [], attributes);

    /// <summary>
    /// A parameter of the layer itself, or null where it has none. By name rather than by property: not all versions of TorchSharp give
    /// null for a weight that is not there.
    /// </summary>
    public (float[] Values, long[] Shape)? Parameter(string name)
    {
        foreach (var (found, parameter) in Module.named_parameters(false))
            if (found == name)
                return (Read(parameter), parameter.shape);
        return null;
    }

    /// <summary>Runs the layer.</summary>
    public (float[] Values, long[] Shape) Measure(float[] values, params long[] shape)
    {
        using var scope = NewDisposeScope();
        using var inference = no_grad();
        var output = Module.forward(tensor(values, shape));
        return (Read(output), output.shape);
    }

    /// <summary>Length L of input and output [channels, L].</summary>
    /// <exception cref="OnnxExportException">The input has other dimensions.</exception>
    public (int Input, int Output) Lengths() => Input.Shape.Length == 2
        ? ((int)Input.Shape[1], (int)OutputShape[1])
        : throw new OnnxExportException($"Expected an input [channels, length] for {Module.GetType().Name} at '{Path}', found " +
            $"[{string.Join(", ", Input.Shape)}].");

    /// <summary>A layer of a supported type that does something its ONNX form cannot.</summary>
    public OnnxExportException NotExplained(string what) =>
        new($"Expected {Module.GetType().Name} at '{Path}' to be {what}, but its output for {Samples} samples of " +
            $"[{string.Join(", ", Input.Shape)}] is not of that form. Use settings that are.");

    /// <summary>The values of a tensor, row-major.</summary>
    public static float[] Read(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().contiguous().data<float>().ToArray();
    }

    // Not torch's generator: an export must not change what a training run draws next.
    static float[] Noise(long count)
    {
        var random = new Random(20241);
        var values = new float[count];
        for (var i = 0; i < values.Length; i++)
            values[i] = random.NextSingle() * 2 - 1;
        return values;
    }
}
