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

    /// <summary>Evidence of one class.</summary>
    public double Of(ReadOnlySpan<float> grid, int row) => HeadScores.Evidence(_head, classifier.Backbone.Run(grid), row);

    /// <summary>Evidence of all classes.</summary>
    public double[] OfAll(ReadOnlySpan<float> grid)
    {
        var all = new double[Classes];
        HeadScores.Evidence(_head, classifier.Backbone.Run(grid), all);
        return all;
    }
}
