using System.Globalization;
using RoverRaman.Inference;
using RoverRaman.OnnxExport;
using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using RoverRaman.Training.Train;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Export;

/// <summary>The rover network as ONNX.</summary>
/// <param name="Backbone">backbone.onnx: spectrum [n, 1392] -> features [n, O, 128].</param>
/// <param name="Composed">composed.onnx: spectrum [n, 1392] -> probabilities [n, classes].</param>
public sealed record RoverGraphs(byte[] Backbone, byte[] Composed)
{
    /// <summary>Largest difference of a feature (length 20) or probability between torch and ONNX Runtime that is let through.</summary>
    public const double Tolerance = 1e-3;

    const int Checked = 32;

    /// <summary>Exports a backbone and a head of unit rows.</summary>
    /// <param name="network">A trained network.</param>
    /// <param name="rows">Row-major [classes, 128], unit length.</param>
    /// <param name="classes">Names of the rows.</param>
    /// <param name="temperature">Divides the evidence.</param>
    public static RoverGraphs Of(Module<Tensor, Tensor> network, float[] rows, IReadOnlyList<string> classes, float temperature)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(classes);
        var options = new OnnxExportOptions
        {
            GraphName = "rover-net",
            InputName = "spectrum",
            InputShape = [Grid.Count],
            OutputName = "features",
            Metadata = new Dictionary<string, string>
            {
                [Inference.Backbone.PreprocessingKey] = PreprocessingId.Paper.ToString(),
                [Inference.Backbone.AlignmentStepKey] = RoverNetOptions.AlignmentStep.ToString(CultureInfo.InvariantCulture),
            },
        };
        var composed = options with
        {
            OutputName = "probabilities",
            Metadata = new Dictionary<string, string>(options.Metadata) { [PaperGraphs.ClassesKey] = string.Join('\n', classes) },
        };
        return new RoverGraphs(
            OnnxExporter.Export(network, options),
            OnnxExporter.Export(WithProbabilities(network, rows, classes.Count, temperature), composed));
    }

    /// <summary>Runs both graphs in ONNX Runtime beside torch; the largest differences of a feature and of a probability.</summary>
    /// <exception cref="TrainingException">A graph disagrees.</exception>
    public (double Features, double Probabilities) Check(Module<Tensor, Tensor> network, float[] rows, int classes, float temperature, IReadOnlyList<LabeledSpectrum> data, string folder)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        var count = Math.Min(Checked, data.Count);
        float[][] sample = [.. Enumerable.Range(0, count).Select(i => data[(int)((long)i * data.Count / count)].Intensities)];
        return (
            Compare(network, Backbone, sample, Path.Combine(folder, ModelFolder.BackboneName)),
            Compare(WithProbabilities(network, rows, classes, temperature), Composed, sample, Path.Combine(folder, ModelFolder.ComposedName)));
    }

    static Module<Tensor, Tensor> WithProbabilities(Module<Tensor, Tensor> network, float[] rows, int classes, float temperature) =>
        Sequential(("backbone", network), ("head", new RoverProbabilities(rows, classes, temperature)));

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
