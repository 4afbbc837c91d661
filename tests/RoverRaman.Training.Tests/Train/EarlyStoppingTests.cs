using RoverRaman.Training.Train;

namespace RoverRaman.Training.Tests.Train;

public class EarlyStoppingTests
{
    [Fact]
    public void Stop_FiveEpochsWithoutImprovement_EndsAtTheFifth()
    {
        var rule = new EarlyStopping(5);
        double[] losses = [3, 2, 2, 2.5, 1.9, 1.9, 2, 2, 2, 2];
        var stops = losses.Select(loss => { _ = rule.Observe(loss); return rule.Stop; }).ToArray();
        Assert.Equal(Array.IndexOf(stops, true), losses.Length - 1);
        Assert.Equal((5, 1.9), (rule.BestEpoch, rule.BestLoss));
    }

    [Fact]
    public void Observe_OnlyALowerLoss_IsAnImprovement()
    {
        var rule = new EarlyStopping(5);
        Assert.Equal([true, false, false, true], new[] { 2, 2, double.NaN, 1.5 }.Select(rule.Observe));
    }

    [Fact]
    public void Stop_BeforeTheFirstEpoch_IsFalse() => Assert.False(new EarlyStopping(1).Stop);
}
