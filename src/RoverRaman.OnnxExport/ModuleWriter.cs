using RoverRaman.OnnxExport.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RoverRaman.OnnxExport;

/// <summary>Walks a module in the order of its computation and adds each layer to the graph.</summary>
sealed class ModuleWriter(OnnxGraph graph)
{
    const string Supported =
        "Sequential, Branches, Plane, Conv1d, ConvTranspose1d, BatchNorm1d, MaxPool1d, AvgPool1d, Linear, Dropout, LeakyReLU, ReLU, Tanh, Sigmoid, " +
            "Softmax, Flatten, Identity";

    bool _isPlane;

    /// <summary>Adds <paramref name="module"/>, which is found at <paramref name="path"/>, and returns its output.</summary>
    public Signal Write(nn.Module<Tensor, Tensor> module, string path, Signal input)
    {
        if (module is Sequential)
            return WriteChildren(module, path, input);
        if (module is Branches)
            return WriteBranches(module, path, input);
        if (module is Plane)
            return WritePlane(module, path, input);
        graph.Scope = path.Length == 0 ? "module" : path;
        var layer = new Layer(graph, module, path, input, _isPlane);
        return new Signal(WriteLayer(layer), layer.OutputShape);
    }

    Signal WriteBranches(nn.Module branches, string path, Signal input)
    {
        var (names, values) = (new List<string>(), 0L);
        foreach (var (name, child) in branches.named_children())
        {
            var branch = Write((nn.Module<Tensor, Tensor>)child, path.Length == 0 ? name : $"{path}.{name}", input);
            graph.Scope = path.Length == 0 ? "module" : path;
            names.Add(graph.AddNode("Flatten", [branch.Name], new OnnxAttribute("axis", 1)));
            values += branch.Shape.Aggregate(1L, (product, length) => product * length);
        }
        return new Signal(graph.AddNode("Concat", [.. names], new OnnxAttribute("axis", 1)), [values]);
    }

    Signal WritePlane(nn.Module plane, string path, Signal input)
    {
        if (_isPlane)
            throw new OnnxExportException($"Expected one Plane around others' layers, found one within another at '{path}'. Leave the inner one out.");
        graph.Scope = path.Length == 0 ? "module" : path;
        var row = graph.AddIntegers("row", Plane.Row);
        _isPlane = true;
        var output = WriteChildren(plane, path, input with { Name = graph.AddNode("Unsqueeze", [input.Name, row]) });
        _isPlane = false;
        graph.Scope = path.Length == 0 ? "module" : path;
        return output with { Name = graph.AddNode("Squeeze", [output.Name, row]) };
    }

    Signal WriteChildren(nn.Module sequential, string path, Signal input)
    {
        foreach (var (name, child) in sequential.named_children())
        {
            var childPath = path.Length == 0 ? name : $"{path}.{name}";
            input = child is nn.Module<Tensor, Tensor> module
                ? Write(module, childPath, input)
                : throw new OnnxExportException($"Expected modules from one tensor to one tensor, found {child.GetType().Name} at " +
                    $"'{childPath}'. {Advice}");
        }
        return input;
    }

    static string WriteLayer(Layer layer) => layer.Module switch
    {
        IOnnxExportable or ConvTranspose1d or Linear or Softmax or Flatten when layer.IsPlane => throw new OnnxExportException(
            $"Expected convolutions, poolings, normalisations and activations in a Plane, found {layer.Module.GetType().Name} at '{layer.Path}'. Put it outside."),
        IOnnxExportable own => own.Export(layer.Graph, layer.Input.Name),
        Conv1d => ConvolutionWriter.Write(layer),
        ConvTranspose1d => TransposedConvolutionWriter.Write(layer),
        BatchNorm1d norm => BatchNormalizationWriter.Write(layer, norm),
        MaxPool1d => PoolingWriter.Write(layer, average: false),
        AvgPool1d => PoolingWriter.Write(layer, average: true),
        Linear => DenseWriter.Write(layer),
        Dropout or Identity => layer.Input.Name,
        LeakyReLU => ActivationWriter.LeakyRelu(layer),
        ReLU => layer.Add("Relu"),
        Tanh => layer.Add("Tanh"),
        Sigmoid => layer.Add("Sigmoid"),
        Softmax => ActivationWriter.Softmax(layer),
        Flatten => ActivationWriter.Flatten(layer),
        _ => throw new OnnxExportException($"Expected a layer with an ONNX form, found {layer.Module.GetType().Name} at '{layer.Path}'. " +
            $"{Advice}"),
    };

    const string Advice = $"Supported are {Supported}; a module of your own can implement {nameof(IOnnxExportable)}.";
}
