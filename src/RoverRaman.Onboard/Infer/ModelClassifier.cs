using RoverRaman.Inference;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>The classifier of a model folder.</summary>
public sealed class ModelClassifier(Classifier classifier) : ISpectrumClassifier
{
    /// <inheritdoc/>
    public ClassTable Classes
    {
        get
        {
            var manifest = classifier.Slot.Active.Manifest;
            return new ClassTable(manifest.HeadVersion, classifier.Backbone.Id, manifest.Classes);
        }
    }

    /// <inheritdoc/>
    public Identification Classify(ReadOnlySpan<float> grid) => classifier.Identify(grid);
}
