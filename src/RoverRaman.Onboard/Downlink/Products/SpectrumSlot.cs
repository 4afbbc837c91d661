using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>A judged spectrum on its way from the processing thread to the link's. Reused.</summary>
public sealed class SpectrumSlot
{
    /// <summary>The decision.</summary>
    public DecisionRecord Decision;

    /// <summary>Why.</summary>
    public VerdictRecord Verdict;

    /// <summary>The spectrum.</summary>
    public float[] Grid { get; } = new float[Spectra.Grid.Count];

    /// <summary>Its place among others.</summary>
    public float[] Descriptor { get; } = new float[RoverRaman.Triage.Descriptor.Size];

    /// <summary>The network's features, as many as <see cref="FeatureCount"/>.</summary>
    public float[] Features { get; private set; } = [];

    /// <summary>How many features there are.</summary>
    public int FeatureCount { get; private set; }

    /// <summary>Takes copies; allocates only when it never held as many features.</summary>
    public void Set(in DecisionRecord decision, in VerdictRecord verdict, ReadOnlySpan<float> grid, ReadOnlySpan<float> descriptor, ReadOnlySpan<float> features)
    {
        (Decision, Verdict, FeatureCount) = (decision, verdict, features.Length);
        grid.CopyTo(Grid);
        descriptor.CopyTo(Descriptor);
        if (Features.Length < features.Length)
            Features = new float[features.Length];
        features.CopyTo(Features);
    }
}
