using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using RoverRaman.Training.Train;
using static TorchSharp.torch;

namespace RoverRaman.Training.Export;

/// <summary>Compares a network in torch with its exported graphs in ONNX Runtime, before anything is written.</summary>
public static class ExportAgreement
{
    /// <summary>Spectra compared.</summary>
    public const int Spectra = 64;

    /// <summary>Largest difference of a feature or a probability that is let through.</summary>
    public const float Tolerance = 1e-5f;

    /// <summary>Largest differences found; both within <see cref="Tolerance"/>.</summary>
    /// <param name="network">In evaluation mode.</param>
    /// <param name="graphs">Its graphs.</param>
    /// <param name="data">Real spectra, of which up to 64 evenly spread ones are taken.</param>
    /// <param name="folder">Where the graphs may lie for a moment.</param>
    /// <exception cref="TrainingException">A graph disagrees.</exception>
    public static (float Features, float Probabilities) Check(PaperCnn network, ExportedGraphs graphs, SpectrumDataSet data, string folder)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(graphs);
        ArgumentNullException.ThrowIfNull(data);
        var count = Math.Min(Spectra, data.Spectra.Count);
        LabeledSpectrum[] sample = [.. Enumerable.Range(0, count).Select(i => data.Spectra[(int)((long)i * data.Spectra.Count / count)])];
        var (features, probabilities) = Torch(network, sample);
        return (Compare(ModelFolder.BackboneName, graphs.Backbone, sample, features, folder),
            Compare(ModelFolder.ComposedName, graphs.Composed, sample, probabilities, folder));
    }

    static (float[] Features, float[] Probabilities) Torch(PaperCnn network, LabeledSpectrum[] sample)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        var input = tensor(sample.SelectMany(spectrum => spectrum.Intensities).ToArray(), [sample.Length, Grid.Count]);
        var features = network.Backbone.call(input);
        var probabilities = nn.functional.softmax(network.Head.call(features), 1);
        return (features.data<float>().ToArray(), probabilities.data<float>().ToArray());
    }

    static float Compare(string name, byte[] graph, LabeledSpectrum[] sample, float[] expected, string folder)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllBytes(file, graph);
        // Both graphs map a spectrum to one vector, so the same runner serves both.
        using var runner = Backbone.Load(file);
        var size = expected.Length / sample.Length;
        var largest = 0f;
        for (var i = 0; i < sample.Length; i++)
        {
            var found = runner.Run(sample[i].Intensities);
            for (var j = 0; j < size; j++)
            {
                var difference = Math.Abs(found[j] - expected[i * size + j]);
                if (!(difference <= Tolerance))
                    throw new TrainingException(
                        $"Expected {name} to agree with torch within {Tolerance}, found {found[j]} instead of {expected[i * size + j]} at output {j} of {sample[i].Source}; " +
                        "nothing was written. Please report this with the model's options.");
                largest = Math.Max(largest, difference);
            }
        }
        return largest;
    }
}
