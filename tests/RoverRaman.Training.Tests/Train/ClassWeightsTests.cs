using RoverRaman.Training.Train;

namespace RoverRaman.Training.Tests.Train;

public class ClassWeightsTests
{
    [Fact]
    public void Balanced_RareClass_WeighsMore_AndTheMeanSpectrumWeighsOne()
    {
        int[] labels = [0, 0, 0, 0, 0, 0, 1, 1];
        var weights = ClassWeights.Balanced(labels, 2);
        Assert.Equal([8f / 12, 2f], weights);
        Assert.Equal(1, labels.Average(label => weights[label]), 6);
    }

    [Fact]
    public void Balanced_EmptyClass_IsRefused()
    {
        var error = Assert.Throws<TrainingException>(() => ClassWeights.Balanced([0, 2], 3));
        Assert.Contains("class 1", error.Message, StringComparison.Ordinal);
    }
}
