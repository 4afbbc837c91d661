using RoverRaman.Training.Train;

namespace RoverRaman.Training.Tests.Train;

public class ReduceOnPlateauTests
{
    [Fact]
    public void Observe_ThreeEpochsWithoutImprovement_MultipliesTheRate()
    {
        var rule = new ReduceOnPlateau(1, 0.7, 3);
        double[] losses = [5, 4, 4, 4.5, 4.2, 4.1, 4.1, 4.1, 3, 3];
        double[] expected = [1, 1, 1, 1, 0.7, 0.7, 0.7, 0.49, 0.49, 0.49];
        Assert.Equal(expected, losses.Select(loss => Math.Round(rule.Observe(loss), 6)));
    }

    [Fact]
    public void Observe_NotANumber_CountsAsNoImprovement()
    {
        var rule = new ReduceOnPlateau(1, 0.5, 1);
        Assert.Equal(0.5, rule.Observe(double.NaN));
    }
}
