using System.Numerics.Tensors;
using RoverRaman.Heads;

namespace RoverRaman.Inference;

/// <summary>What a head must match to be used behind a backbone.</summary>
sealed class HeadFit(BackboneShape backbone, int capacity)
{
    public int Capacity => capacity;
    readonly FeatureLayout _features = backbone.Features;
    public uint BackboneId { get; } = backbone.Id;
    readonly string _sha256 = backbone.Sha256;
    readonly string _preprocessing = backbone.Preprocessing;

    /// <exception cref="ModelException">The head does not fit, with what was expected, found and what to do.</exception>
    public void Check(HeadPackage head)
    {
        var manifest = head.Manifest;
        var classes = manifest.Classes.Count;
        var name = $"head version {manifest.HeadVersion}";
        if (manifest.BackboneSha256 != _sha256)
            throw new ModelException($"Expected {name} for backbone {_sha256}, found one for backbone {manifest.BackboneSha256}. Use " +
                "the head that was trained with this backbone, or fit a new one.");
        if (manifest.Preprocessing != _preprocessing)
            throw new ModelException($"Expected {name} for the preprocessing {_preprocessing}, found {manifest.Preprocessing}. Use a " +
                "head that was trained with the backbone's preprocessing.");
        if (!manifest.Fits(_features))
            throw new ModelException($"Expected {_features} features in {name}, as the backbone makes, found " +
                $"{manifest.Layout?.ToString() ?? $"{manifest.FeatureSize}"}. Fit the head anew.");
        if (classes < 1 || classes > capacity)
            throw new ModelException($"Expected 1 to {capacity} classes in {name}, found {classes}. Raise the capacity of the slot, or " +
                "leave classes out.");
        if (head.Weights.Length != classes * manifest.FeatureSize || head.Biases.Length != classes)
            throw new ModelException($"Expected {classes} x {manifest.FeatureSize} weights and {classes} biases in {name}, found " +
                $"{head.Weights.Length} and {head.Biases.Length}. Fit the head anew.");
        CheckNumbers(head, name);
    }

    static void CheckNumbers(HeadPackage head, string name)
    {
        if (!TensorPrimitives.IsFiniteAll<float>(head.Weights) || !TensorPrimitives.IsFiniteAll<float>(head.Biases))
            throw new ModelException($"Expected finite weights and biases in {name}, found NaN or infinity. Its training diverged: fit " +
                "the head anew.");
        var temperature = head.Manifest.Temperature;
        if (!(temperature > 0) || !float.IsFinite(temperature) || !float.IsFinite(1 / temperature))
            throw new ModelException($"Expected a temperature above 0 in {name}, found {temperature}. Calibrate it anew, or set 1.");
        var ids = new HashSet<ushort>();
        foreach (var (id, text) in head.Manifest.Classes)
            if (!ids.Add(id))
                throw new ModelException($"Expected every class of {name} to have an id of its own, found {id} twice (the second is " +
                    $"'{text}'). Pack the head anew.");
    }
}
