using RoverRaman.Inference;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>Third stage: a spectrum on the grid to mineral probabilities. Used by one thread.</summary>
public interface ISpectrumClassifier
{
    /// <summary>Names of the classes of the head that made the last identification (before the first: of the one in use), and its version.</summary>
    ClassTable Classes { get; }

    /// <summary>Features of the last spectrum; valid until the next, empty where there are none.</summary>
    ReadOnlySpan<float> LastFeatures => default;

    /// <summary>Names a usable spectrum. Allocates nothing.</summary>
    Identification Classify(ReadOnlySpan<float> grid);
}
