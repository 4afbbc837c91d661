using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RoverRaman.Training.Train.Rover;

/// <summary>A trained network as it ships: backbone, and the head's rows for the classes of the model.</summary>
/// <param name="Backbone">Spectrum [n, 1392] -> [n, O, 128].</param>
/// <param name="Rows">Row-major [classes, 128], unit length.</param>
/// <param name="Classes">Number of classes.</param>
sealed record ShippedNetwork(Sequential Backbone, float[] Rows, int Classes)
{
    const int Batch = 256;

    /// <summary>Takes the rows of <paramref name="classes"/>; the backbone's layers stay those of the weights.</summary>
    public static ShippedNetwork Of(RoverWeights weights, IReadOnlyList<string> classes)
    {
        var directions = weights.Head.UnitRows();
        const int size = RoverNetOptions.FeatureSize;
        var rows = new float[classes.Count * size];
        for (var i = 0; i < classes.Count; i++)
            // A class that this fold's training part lacks keeps a row of zeros: it is hardly ever named.
            if (weights.Index.TryGetValue(classes[i], out var row))
                directions.AsSpan(row * size, size).CopyTo(rows.AsSpan(i * size));
        return new ShippedNetwork(weights.Network.Layers, rows, classes.Count);
    }

    /// <summary>Evidence of every class for each spectrum.</summary>
    public float[][] Evidence(IReadOnlyList<LabeledSpectrum> spectra)
    {
        using var outer = NewDisposeScope();
        using var guard = no_grad();
        Backbone.eval();
        var weights = tensor(Rows, [Classes, RoverNetOptions.FeatureSize]).t();
        var result = new List<float[]>();
        foreach (var chunk in spectra.Chunk(Batch))
        {
            using var scope = NewDisposeScope();
            var evidence = Backbone.call(SpectrumPool.Stack(chunk)).matmul(weights).logsumexp(1).contiguous();
            result.AddRange(evidence.data<float>().ToArray().Chunk(Classes));
        }
        return [.. result];
    }
}
