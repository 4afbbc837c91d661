using RoverRaman.Inference;
using RoverRaman.OnnxExport;
using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using RoverRaman.Training.Train;
using static TorchSharp.torch;

namespace RoverRaman.Training.Export;

/// <summary>Largest differences between a network in torch and its graphs in ONNX Runtime, found before a model is written.</summary>
/// <param name="Features">Of a feature.</param>
/// <param name="Probabilities">Of a probability.</param>
public sealed record ExportAgreement(double Features, double Probabilities)
{
    /// <summary>Spectra compared.</summary>
    public const int Spectra = 64;

    /// <summary>Largest difference that is let through.</summary>
    public const double Tolerance = 1e-5;

    /// <summary>Compares both graphs.</summary>
    /// <param name="network">The network.</param>
    /// <param name="graphs">Its graphs.</param>
    /// <param name="data">Real spectra, of which up to 64 evenly spread ones are taken.</param>
    /// <param name="folder">Where the graphs may lie for a moment.</param>
    /// <exception cref="TrainingException">A graph disagrees.</exception>
    public static ExportAgreement Check(PaperCnn network, PaperGraphs graphs, SpectrumDataSet data, string folder)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(graphs);
        ArgumentNullException.ThrowIfNull(data);
        var count = Math.Min(Spectra, data.Spectra.Count);
        float[][] sample = [.. Enumerable.Range(0, count).Select(i => data.Spectra[(int)((long)i * data.Spectra.Count / count)].Intensities)];
        return new ExportAgreement(
            Compare(network.Backbone, graphs.Backbone, sample, Path.Combine(folder, ModelFolder.BackboneName)),
            Compare(PaperGraphs.WithSoftmax(network), graphs.Composed, sample, Path.Combine(folder, ModelFolder.ComposedName)));
    }

    static double Compare(nn.Module<Tensor, Tensor> module, byte[] graph, float[][] sample, string file)
    {
        File.WriteAllBytes(file, graph);
        // Both graphs map a spectrum to one vector, so the same runner serves both.
        using var runner = Backbone.Load(file);
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
