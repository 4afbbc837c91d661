namespace RoverRaman.Onboard.Tests;

public sealed class BackoffTests
{
    [Fact]
    public void Next_DoublesUpToTheLimit_AndStartsAgainAfterASuccess()
    {
        var sut = new Backoff(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(5));

        Assert.Equal([250, 500, 1000, 2000, 4000, 5000, 5000], Enumerable.Range(0, 7).Select(_ => sut.Next().TotalMilliseconds));
        sut.Reset();
        Assert.Equal(250, sut.Next().TotalMilliseconds);
    }

    [Fact]
    public void Next_AfterAMillionFailures_StaysAtTheLimit()
    {
        var sut = new Backoff(TimeSpan.FromTicks(1), TimeSpan.FromDays(1000));
        for (var i = 0; i < 1_000_000; i++)
            Assert.InRange(sut.Next(), TimeSpan.FromTicks(1), TimeSpan.FromDays(1000));
    }
}
