using RoverRaman.Inference;
using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

/// <summary>A real head slot behind features that do not change.</summary>
sealed class SlotClassifier(HeadSlot slot, float[] features) : ISpectrumClassifier
{
    public Action? OnClassify { get; set; }

    public int Calls { get; private set; }

    public ClassTable Classes
    {
        get
        {
            var manifest = (slot.LastUsed ?? slot.Active).Manifest;
            return new ClassTable(manifest.HeadVersion, slot.Backbone.Id, manifest.Classes);
        }
    }

    public ReadOnlySpan<float> LastFeatures => features;

    public Identification Classify(ReadOnlySpan<float> grid)
    {
        OnClassify?.Invoke();
        Calls++;
        return slot.Identify(features);
    }
}
