using static TorchSharp.torch;

namespace RoverRaman.OnnxExport;

/// <summary>Writes a TorchSharp module as an ONNX model, as it is in inference: dropout left out, batch normalisation by its running
/// figures.</summary>
public static class OnnxExporter
{
    /// <summary>
    /// Exports a module that lives on the CPU in 32-bit floats. It is run a few times on made-up input (TorchSharp hides most settings of
    /// its layers, so what a layer does is measured); its training mode is put back, and torch's random generator is not touched.
    /// </summary>
    /// <returns>The ONNX file. Same module, same bytes.</returns>
    /// <exception cref="OnnxExportException">The module holds a layer that has no ONNX form here; the message names it and its
    /// path.</exception>
    public static byte[] Export(nn.Module<Tensor, Tensor> module, OnnxExportOptions options)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(options);
        var training = module.training;
        module.eval();
        try
        {
            var graph = new OnnxGraph(options.GraphName);
            var input = new Signal(graph.AddInput(options.InputName, options.InputShape), options.InputShape);
            var output = new ModuleWriter(graph).Write(module, "", input);
            // A module that passes its input on makes no node; a graph needs one.
            var value = output.Name == input.Name ? graph.AddNode("Identity", [input.Name]) : output.Name;
            graph.AddOutput(value, options.OutputName, output.Shape);
            return graph.ToBytes(options);
        }
        finally
        {
            module.train(training);
        }
    }

    /// <summary>Exports a module to a file.</summary>
    /// <inheritdoc cref="Export(nn.Module{Tensor, Tensor}, OnnxExportOptions)"/>
    public static void Export(nn.Module<Tensor, Tensor> module, OnnxExportOptions options, string file) =>
        File.WriteAllBytes(file, Export(module, options));
}
