using RoverRaman.Inference;
using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

/// <summary>Names every spectrum the same, or does what it is told.</summary>
sealed class FakeClassifier : ISpectrumClassifier
{
    /// <summary>Called with the number of the call, from 1.</summary>
    public Action<int>? OnClassify { get; set; }

    public float Probability { get; set; } = 0.9f;

    public int Calls { get; private set; }

    public ClassTable Classes { get; } = new(7, 0x01020304, [new ClassName(11, "Quartz"), new ClassName(12, "Calcite")]);

    public Identification Classify(ReadOnlySpan<float> grid)
    {
        OnClassify?.Invoke(++Calls);
        var identification = new Identification { Count = 2, Margin = 2 * Probability - 1, BackboneId = Classes.BackboneId, HeadVersion = Classes.HeadVersion };
        identification.Top[0] = new ScoredClass(11, Probability);
        identification.Top[1] = new ScoredClass(12, 1 - Probability);
        return identification;
    }
}
