using RoverRaman.Training.Evaluate;

namespace RoverRaman.Training.Tests.Evaluate;

public class IntervalTests
{
    // Reference values: the closed form, worked by hand.
    [Theory]
    [InlineData(85, 100, 0.7672, 0.9069)]
    [InlineData(0, 10, 0.0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1.0)]
    public void Wilson_KnownShares_GiveKnownIntervals(int hits, int count, double low, double high)
    {
        var interval = Interval.Wilson(hits, count);
        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Fact]
    public void Wilson_NothingMeasured_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => Interval.Wilson(0, 0));
}
