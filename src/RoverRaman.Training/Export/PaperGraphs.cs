using RoverRaman.OnnxExport;
using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Export;

/// <summary>The paper's network as ONNX.</summary>
/// <param name="Backbone">backbone.onnx: spectrum [n, 1392] -> features [n, 2048].</param>
/// <param name="Composed">composed.onnx: spectrum [n, 1392] -> probabilities [n, classes].</param>
public sealed record PaperGraphs(byte[] Backbone, byte[] Composed)
{
    /// <summary>Key of composed.onnx's metadata that names the classes in the order of the outputs, one a line.</summary>
    public const string ClassesKey = "classes";

    /// <summary>Exports <paramref name="network"/>.</summary>
    /// <param name="network">A trained network.</param>
    /// <param name="classes">Names of its classes, in order.</param>
    /// <exception cref="OnnxExportException">A layer has no ONNX form.</exception>
    public static PaperGraphs Of(PaperCnn network, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(classes);
        var options = new OnnxExportOptions
        {
            GraphName = "paper-cnn",
            InputName = "spectrum",
            InputShape = [Grid.Count],
            OutputName = "features",
            Metadata = new Dictionary<string, string> { [Inference.Backbone.PreprocessingKey] = PreprocessingId.Paper.ToString() },
        };
        var composed = options with
        {
            OutputName = "probabilities",
            Metadata = new Dictionary<string, string>(options.Metadata) { [ClassesKey] = string.Join('\n', classes) },
        };
        return new PaperGraphs(OnnxExporter.Export(network.Backbone, options), OnnxExporter.Export(WithSoftmax(network), composed));
    }

    /// <summary>Spectrum -> probabilities. Not to be disposed: its parts stay the network's.</summary>
    internal static Module<Tensor, Tensor> WithSoftmax(PaperCnn network) =>
        Sequential(("backbone", network.Backbone), ("head", network.Head), ("softmax", Softmax(1)));
}
