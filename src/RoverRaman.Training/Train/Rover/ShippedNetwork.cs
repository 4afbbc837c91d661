using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RoverRaman.Training.Train.Rover;

/// <summary>A trained network as it ships: backbone with both embeddings, and the head's rows for the classes of the model.</summary>
/// <param name="Backbone">Spectrum [n, 1392] -> [n, O, 256].</param>
/// <param name="Rows">Row-major [classes, 256], unit length.</param>
/// <param name="Classes">Number of classes.</param>
sealed record ShippedNetwork(Sequential Backbone, float[] Rows, int Classes)
{
    const int Batch = 256;

    /// <summary>Puts the parts together.</summary>
    /// <param name="weights">Trained weights.</param>
    /// <param name="filters">Of <see cref="SquashedSpectrum.Filters"/>.</param>
    /// <param name="classes">Names of the rows.</param>
    /// <param name="known">Spectra that the rows may be made from: the labelled ones and the library's.</param>
    public static ShippedNetwork Of(RoverWeights weights, float[] filters, IReadOnlyList<string> classes, IEnumerable<LabeledSpectrum> known)
    {
        var backbone = RoverBackbone.Of(weights.Network, filters);
        var directions = weights.Head.UnitRows();
        var index = classes.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        var means = Means(backbone, weights.Network.Options.Reach, [.. known.Where(spectrum => index.ContainsKey(spectrum.ClassName!)).DistinctBy(Duplicates.Hash)], index);
        const int size = RoverNetOptions.EmbeddingSize;
        var rows = new float[classes.Count * RoverNetOptions.FeatureSize];
        for (var i = 0; i < classes.Count; i++)
            // A class that this fold's training part lacks keeps a row of zeros: it is never named.
            if (weights.Index.TryGetValue(classes[i], out var row))
                RoverBackbone.Row(directions.AsSpan(row * size, size), means.AsSpan(i * size, size)).CopyTo(rows.AsSpan(i * RoverNetOptions.FeatureSize));
        return new ShippedNetwork(backbone, rows, classes.Count);
    }

    /// <summary>Evidence of every class for each spectrum.</summary>
    public float[][] Evidence(IReadOnlyList<LabeledSpectrum> spectra)
    {
        using var outer = NewDisposeScope();
        using var guard = no_grad();
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

    // Unit mean of the spectra's own embedding at no shift, [classes, 128].
    static float[] Means(Sequential backbone, int centre, IReadOnlyList<LabeledSpectrum> known, IReadOnlyDictionary<string, int> index)
    {
        using var outer = NewDisposeScope();
        using var guard = no_grad();
        var sums = zeros([index.Count, RoverNetOptions.EmbeddingSize]);
        foreach (var chunk in known.Chunk(Batch))
        {
            using var scope = NewDisposeScope();
            var own = backbone.call(SpectrumPool.Stack(chunk)).select(1, centre).narrow(1, RoverNetOptions.EmbeddingSize, RoverNetOptions.EmbeddingSize);
            _ = sums.index_add_(0, tensor(chunk.Select(spectrum => (long)index[spectrum.ClassName!]).ToArray()), own, 1);
        }
        return nn.functional.normalize(sums, 2, 1).contiguous().data<float>().ToArray();
    }
}
