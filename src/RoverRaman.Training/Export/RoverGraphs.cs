using System.Globalization;
using RoverRaman.Inference;
using RoverRaman.OnnxExport;
using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using RoverRaman.Training.Train;
using RoverRaman.Training.Train.Rover;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Export;

/// <summary>The rover network as ONNX.</summary>
/// <param name="Backbone">backbone.onnx: spectrum [n, 1392] -> features [n, all groups].</param>
/// <param name="Composed">composed.onnx: spectrum [n, 1392] -> probabilities [n, classes].</param>
public sealed record RoverGraphs(byte[] Backbone, byte[] Composed)
{
    /// <summary>Largest difference of a feature (length 20) or probability between torch and ONNX Runtime that is let through.</summary>
    public const double Tolerance = 1e-3;

    const int Checked = 32;

    /// <summary>Exports a backbone and a head of unit rows.</summary>
    /// <param name="network">A trained network and its rows.</param>
    /// <param name="classes">Names of the rows.</param>
    /// <param name="temperature">Divides the evidence.</param>
    public static RoverGraphs Of(ShippedNetwork network, IReadOnlyList<string> classes, float temperature)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(classes);
        var composed = new OnnxExportOptions
        {
            GraphName = "rover-net",
            InputName = "spectrum",
            InputShape = [Grid.Count],
            OutputName = "probabilities",
            Metadata = new Dictionary<string, string>
            {
                [Inference.Backbone.PreprocessingKey] = PreprocessingId.Paper.ToString(),
                [PaperGraphs.ClassesKey] = string.Join('\n', classes),
            },
        };
        var backbone = composed with
        {
            OutputName = "features",
            Metadata = new Dictionary<string, string>
            {
                [Inference.Backbone.PreprocessingKey] = PreprocessingId.Paper.ToString(),
                [Inference.Backbone.AlignmentStepKey] = RoverNetOptions.AlignmentStep.ToString(CultureInfo.InvariantCulture),
                [Inference.Backbone.FeatureLayoutKey] = network.Layout.ToString(),
            },
        };
        return new RoverGraphs(
            OnnxExporter.Export(network.Backbone, backbone),
            OnnxExporter.Export(WithProbabilities(network, temperature), composed));
    }

    /// <summary>Runs both graphs in ONNX Runtime beside torch; the largest differences of a feature and of a probability.</summary>
    /// <exception cref="TrainingException">A graph disagrees.</exception>
    public (double Features, double Probabilities) Check(ShippedNetwork network, float temperature, IReadOnlyList<LabeledSpectrum> data, string folder)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        var count = Math.Min(Checked, data.Count);
        float[][] sample = [.. Enumerable.Range(0, count).Select(i => data[(int)((long)i * data.Count / count)].Intensities)];
        return (
            Compare(network.Backbone, Backbone, sample, Path.Combine(folder, ModelFolder.BackboneName)),
            Compare(WithProbabilities(network, temperature), Composed, sample, Path.Combine(folder, ModelFolder.ComposedName)));
    }

    static Module<Tensor, Tensor> WithProbabilities(ShippedNetwork network, float temperature) =>
        Sequential(("backbone", network.Backbone), ("head", new RoverProbabilities(network.Layout, network.Rows, temperature)));

    static double Compare(Module<Tensor, Tensor> module, byte[] graph, float[][] sample, string file)
    {
        File.WriteAllBytes(file, graph);
        using var runner = Inference.Backbone.Load(file);
        try
        {
            return OnnxVerification.Compare(module, values => runner.Run(values).ToArray(), sample, [Grid.Count], Tolerance);
        }
        catch (OnnxExportException exception)
        {
            throw new TrainingException($"{Path.GetFileName(file)}: {exception.Message} No model was written.", exception);
        }
    }
}
