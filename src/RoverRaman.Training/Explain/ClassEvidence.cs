using System.Numerics.Tensors;
using RoverRaman.Heads;
using RoverRaman.Inference;

namespace RoverRaman.Training.Explain;

/// <summary>Evidence of one class for any spectrum, as the head slot computes it before calibration.</summary>
/// <param name="classifier">The model.</param>
public sealed class ClassEvidence(Classifier classifier)
{
    readonly HeadPackage _head = classifier.Folder.Head;

    /// <summary>Number of classes.</summary>
    public int Classes => _head.Biases.Length;

    /// <summary>Row of a class id.</summary>
    public int RowOf(ushort id) => _head.Manifest.Classes.Index().First(pair => pair.Item.Id == id).Index;

    /// <summary>Name of a row.</summary>
    public string NameOf(int row) => _head.Manifest.Classes[row].Name;

    /// <summary>Evidence of one class: log-sum-exp over alignments of weights . features + bias.</summary>
    public double Of(ReadOnlySpan<float> grid, int row) => Of(classifier.Backbone.Run(grid), row, classifier.Backbone.Alignments);

    /// <summary>Evidence of all classes.</summary>
    public double[] OfAll(ReadOnlySpan<float> grid)
    {
        var features = classifier.Backbone.Run(grid);
        var all = new double[Classes];
        for (var row = 0; row < all.Length; row++)
            all[row] = Of(features, row, classifier.Backbone.Alignments);
        return all;
    }

    double Of(ReadOnlySpan<float> features, int row, int alignments)
    {
        var size = features.Length / alignments;
        var weights = _head.Weights.AsSpan(row * size, size);
        Span<double> logits = stackalloc double[alignments];
        for (var o = 0; o < alignments; o++)
            logits[o] = TensorPrimitives.Dot(weights, features.Slice(o * size, size)) + _head.Biases[row];
        var largest = TensorPrimitives.Max<double>(logits);
        var sum = 0.0;
        foreach (var logit in logits)
            sum += Math.Exp(logit - largest);
        return largest + Math.Log(sum);
    }
}
