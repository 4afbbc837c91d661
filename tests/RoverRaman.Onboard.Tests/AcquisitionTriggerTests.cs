using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

public sealed class AcquisitionTriggerTests
{
    readonly ManualClock _clock = new();
    readonly List<CommandResult> _answers = [];

    AcquireRequest Ask() => new((result, _) => _answers.Add(result));

    AcquisitionTrigger Make(AcquireMode mode = AcquireMode.Period, int periodMilliseconds = 1000, int capacity = 3) => new(
        new AcquisitionOptions { Mode = mode, Period = TimeSpan.FromMilliseconds(periodMilliseconds), CommandCapacity = capacity }, _clock);

    [Fact]
    public void Wait_ByPeriod_IsDueAtOnceAndThenOncePerPeriod()
    {
        var sut = Make();
        Assert.True(sut.Wait(TimeSpan.Zero, out _));
        Assert.False(sut.Wait(TimeSpan.Zero, out _));
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(sut.Wait(TimeSpan.Zero, out _));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(sut.Wait(TimeSpan.Zero, out _));
    }

    [Fact]
    public void Wait_AfterALongDelay_DoesNotCatchUpInABurst_AndKeepsThePhase()
    {
        var sut = Make();
        Assert.True(sut.Wait(TimeSpan.Zero, out _));
        _clock.Advance(TimeSpan.FromMilliseconds(10_400));
        Assert.True(sut.Wait(TimeSpan.Zero, out _));
        Assert.False(sut.Wait(TimeSpan.Zero, out _));
        _clock.Advance(TimeSpan.FromMilliseconds(600));
        Assert.True(sut.Wait(TimeSpan.Zero, out _));
    }

    [Fact]
    public void Wait_WithPeriodZero_IsAlwaysDue()
    {
        var sut = Make(periodMilliseconds: 0);
        for (var i = 0; i < 100; i++)
            Assert.True(sut.Wait(TimeSpan.Zero, out _));
    }

    [Fact]
    public void TryRequest_GivesExactlyOneSpectrumEach_AndRefusesBeyondCapacity()
    {
        var sut = Make(AcquireMode.Command);
        Assert.False(sut.Wait(TimeSpan.Zero, out _));
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => sut.TryRequest(Ask())));
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(i => sut.Wait(TimeSpan.Zero, out var request)));
    }

    [Fact]
    public async Task TryRequest_WakesAWaitingLoop()
    {
        var sut = Make(AcquireMode.Command);
        var waiting = Task.Run(() => sut.Wait(Timeout.InfiniteTimeSpan, out _));
        Assert.True(sut.TryRequest(Ask()));
        Assert.True(await waiting.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Stop_EndsWaitsAndPauses_AndNothingIsDueAnyMore()
    {
        var sut = Make(periodMilliseconds: 0);
        sut.Stop();
        sut.Pause(TimeSpan.FromDays(1));
        Assert.False(sut.Wait(Timeout.InfiniteTimeSpan, out _));
        Assert.False(sut.TryRequest(Ask()));
    }

    [Fact]
    public void Stop_AnswersWhatWaits()
    {
        var sut = Make(AcquireMode.Command);
        Assert.True(sut.TryRequest(Ask()));
        sut.Stop();
        Assert.Equal([CommandResult.Unavailable], _answers);
    }
}
