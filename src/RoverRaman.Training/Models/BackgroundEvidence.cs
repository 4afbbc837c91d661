using RoverRaman.Heads;
using RoverRaman.OnnxExport;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Models;

/// <summary>
/// Adds to the features how much the spectrum looks like species that the head does not hold: one common value
/// (<see cref="FeatureGroup.IsCommon"/>), the higher the less. With the weight <see cref="FeatureGroup.CommonWeight"/> in every row it takes the
/// evidence of the background off that of each class: probabilities stay as they are, and the sum over the classes, by which unknown minerals are told,
/// becomes a ratio of evidence for these classes and for others (Bishop 1994: novelty is relative to a background density).
/// </summary>
/// <param name="layout">How the features lie.</param>
/// <param name="rows">Row-major [species, <see cref="FeatureLayout.Size"/>], at least one.</param>
/// <param name="usual">Evidence of the background that counts as 0.</param>
public sealed class BackgroundEvidence(FeatureLayout layout, float[] rows, float usual) : Module<Tensor, Tensor>(nameof(BackgroundEvidence)), IOnnxExportable
{
    const float Scale = 1 / FeatureGroup.CommonWeight;

    // In an array: a field of a module's type would be registered, and it has nothing to train.
    readonly RoverProbabilities[] _background = [new(layout, rows, 1)];

    /// <summary>Number of values that it holds.</summary>
    public int ValueCount => rows.Length;

    /// <summary>Evidence of the background, [n], of features [n, all groups].</summary>
    public Tensor Of(Tensor features) => _background[0].Evidence(features).logsumexp(1);

    /// <summary>[n, all groups] -> [n, all groups and one value].</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return scope.MoveToOuter(cat([input, (usual - Of(input)).unsqueeze(1) * Scale], 1));
    }

    /// <inheritdoc/>
    public string Export(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var evidence = graph.AddNode("ReduceLogSumExp", [_background[0].ExportEvidence(graph, input)], new OnnxAttribute("axes", [1L]), new OnnxAttribute("keepdims", 1));
        var below = graph.AddNode("Sub", [graph.AddWeight("usual", [usual], 1), evidence]);
        return graph.AddNode("Concat", [input, graph.AddNode("Mul", [below, graph.AddWeight("scale", [Scale], 1)])], new OnnxAttribute("axis", 1));
    }
}
