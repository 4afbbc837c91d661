using RoverRaman.Heads;
using RoverRaman.OnnxExport;
using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace RoverRaman.Training.Train.Rover;

/// <summary>A trained network as it ships: backbone, and the head's rows for the classes of the model.</summary>
/// <param name="Backbone">Spectrum [n, 1392] -> features [n, all groups]: the network's embeddings, those of its peaks, and the background's value where there is one.</param>
/// <param name="Layout">How the features lie.</param>
/// <param name="Rows">Row-major [classes, size of the layout]: unit length in each group, <see cref="FeatureGroup.CommonWeight"/> for the background.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Parameters">Values that the backbone holds and the head's training moved.</param>
public sealed record ShippedNetwork(Sequential Backbone, FeatureLayout Layout, float[] Rows, int Classes, long Parameters)
{
    const int Batch = 256;

    /// <summary>Most species of the background.</summary>
    public const int BackgroundSpecies = 64;

    /// <summary>
    /// Takes the network's rows of <paramref name="classes"/>, beside them the mean peaks of their spectra, and where asked for, behind the features, what
    /// it makes of other species that it was trained on; the layers stay those of the weights.
    /// </summary>
    /// <param name="weights">The trained network.</param>
    /// <param name="peaks">The directions of the peaks.</param>
    /// <param name="classes">The head's classes.</param>
    /// <param name="references">Spectra that the model may know.</param>
    /// <param name="againstOthers">True to count evidence against that of other species among <paramref name="references"/>, where there are any.</param>
    public static ShippedNetwork Of(
        RoverWeights weights, PeakEmbedding peaks, IReadOnlyList<string> classes, IEnumerable<LabeledSpectrum> references, bool againstOthers = false)
    {
        LabeledSpectrum[] known = [.. references];
        var network = Plain(weights, peaks, classes, known);
        string[] others = againstOthers ? Others(weights, classes, known) : [];
        return others.Length == 0 ? network : network.Against(Plain(weights, peaks, others, known), classes, known);
    }

    static ShippedNetwork Plain(RoverWeights weights, PeakEmbedding peaks, IReadOnlyList<string> classes, LabeledSpectrum[] references)
    {
        var layers = weights.Network.Layers.named_children().Select(child => (child.name, (Module<Tensor, Tensor>)child.module)).ToArray();
        var backbone = Sequential(layers[0], ("features", new Branches(("embedding", Sequential(("trunk", new Plane(Sequential(layers[1..^1]))), layers[^1])), ("peaks", peaks))));
        var layout = new FeatureLayout((weights.Network.Options.Alignments, RoverNetOptions.FeatureSize), (peaks.Alignments, PeakEmbedding.Size));
        var network = new ShippedNetwork(backbone, layout, new float[classes.Count * layout.Size], classes.Count, weights.Network.ParameterCount + peaks.ValueCount);
        // A class that this fold's training part lacks keeps a row of zeros: it is hardly ever named.
        var directions = weights.Head.UnitRows();
        for (var i = 0; i < classes.Count; i++)
            if (weights.Index.TryGetValue(classes[i], out var row))
                directions.AsSpan(row * RoverNetOptions.FeatureSize, RoverNetOptions.FeatureSize).CopyTo(network.Row(i, layout.Groups[0]));
        network.SetPeaks(classes, references);
        return network;
    }

    // Evenly spaced in the order of names, which says nothing of how they look.
    static string[] Others(RoverWeights weights, IReadOnlyList<string> classes, LabeledSpectrum[] references)
    {
        var seen = references.Select(spectrum => spectrum.ClassName!).ToHashSet(StringComparer.Ordinal);
        string[] others = [.. weights.Classes.Except(classes, StringComparer.Ordinal).Where(seen.Contains).Order(StringComparer.Ordinal)];
        var count = Math.Min(BackgroundSpecies, others.Length);
        return [.. Enumerable.Range(0, count).Select(i => others[(int)((long)i * others.Length / count)])];
    }

    ShippedNetwork Against(ShippedNetwork others, IReadOnlyList<string> classes, LabeledSpectrum[] references)
    {
        var held = classes.ToHashSet(StringComparer.Ordinal);
        var (sum, count) = (0.0, 0);
        var background = new BackgroundEvidence(Layout, others.Rows, 0);
        Run([.. references.Where(spectrum => held.Contains(spectrum.ClassName!))], (chunk, features) =>
        {
            sum += background.Of(features).sum().item<float>();
            count += chunk.Length;
        });
        background = new BackgroundEvidence(Layout, others.Rows, (float)(sum / Math.Max(1, count)));
        var layout = new FeatureLayout([.. Layout.Groups.Select(group => (group.Alignments, group.Size)), (1, 1)]);
        return new ShippedNetwork(
            Sequential(("features", Backbone), ("background", background)), layout,
            [.. Rows.Chunk(Layout.Size).SelectMany(row => row.Append(FeatureGroup.CommonWeight))], Classes, Parameters + background.ValueCount);
    }

    /// <summary>Evidence of every class for each spectrum.</summary>
    public float[][] Evidence(IReadOnlyList<LabeledSpectrum> spectra)
    {
        using var head = new RoverProbabilities(Layout, Rows, 1);
        var result = new List<float[]>();
        Run(spectra, (_, features) => result.AddRange(head.Evidence(features).contiguous().data<float>().ToArray().Chunk(Classes)));
        return [.. result];
    }

    void SetPeaks(IReadOnlyList<string> classes, LabeledSpectrum[] references)
    {
        var index = classes.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        var group = Layout.Groups[^1];
        LabeledSpectrum[] known = [.. references.Where(spectrum => index.ContainsKey(spectrum.ClassName!))];
        Run(known, (chunk, features) =>
        {
            var values = features.contiguous().data<float>().ToArray();
            for (var i = 0; i < chunk.Length; i++)
                TensorPrimitives.Add(Row(index[chunk[i].ClassName!], group), group.Middle<float>(values.AsSpan(i * Layout.Count, Layout.Count)), Row(index[chunk[i].ClassName!], group));
        });
        for (var i = 0; i < Classes; i++)
            if (TensorPrimitives.Norm<float>(Row(i, group)) is > 0 and var length)
                TensorPrimitives.Divide(Row(i, group), length, Row(i, group));
    }

    Span<float> Row(int row, FeatureGroup group) => Rows.AsSpan(row * Layout.Size + group.Row, group.Size);

    void Run(IReadOnlyList<LabeledSpectrum> spectra, Action<LabeledSpectrum[], Tensor> use)
    {
        using var guard = no_grad();
        Backbone.eval();
        foreach (var chunk in spectra.Chunk(Batch))
        {
            using var scope = NewDisposeScope();
            use(chunk, Backbone.call(SpectrumPool.Stack(chunk)));
        }
    }
}
