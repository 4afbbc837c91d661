using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>The classifier of a model folder.</summary>
public sealed class ModelClassifier : ISpectrumClassifier
{
    readonly Classifier _classifier;

    /// <summary>Takes a loaded model and runs it once: the first run is the slow one, and no spectrum shall wait for it.</summary>
    public ModelClassifier(Classifier classifier)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        _classifier = classifier;
        var ramp = new float[Grid.Count];
        for (var i = 0; i < ramp.Length; i++)
            ramp[i] = i;
        _ = classifier.Identify(ramp);
    }

    /// <inheritdoc/>
    public ClassTable Classes
    {
        get
        {
            var manifest = (_classifier.Slot.LastUsed ?? _classifier.Slot.Active).Manifest;
            return new ClassTable(manifest.HeadVersion, _classifier.Backbone.Id, manifest.Classes);
        }
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> LastFeatures => _classifier.Backbone.LastFeatures;

    /// <inheritdoc/>
    public Identification Classify(ReadOnlySpan<float> grid) => _classifier.Identify(grid);
}
