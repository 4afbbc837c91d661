using System.Net.Sockets;
using System.Text;
using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

public sealed class HealthTests
{
    readonly ManualClock _clock = new();

    [Fact]
    public void Log_WritesOneLineAnEvent_AndQuotesWhatNeedsIt()
    {
        using var text = new StringWriter();
        new EventLog(text, _clock).Warn("instrument-lost", ("port", "/dev/tty\"1"), ("reason", "no\nline"), ("n", 1.5), ("none", null));
        Assert.Equal("warn  instrument-lost port=\"/dev/tty\\\"1\" reason=\"no\\nline\" n=1.5 none=\"\"", text.ToString().TrimEnd('\n'));
    }

    [Fact]
    public void Log_OfARepeatedEvent_IsThrottled_AndTellsHowManyWereNotWritten()
    {
        using var text = new StringWriter();
        var sut = new EventLog(text, _clock, journald: true, burst: 2, TimeSpan.FromSeconds(60));
        for (var i = 0; i < 10; i++)
            sut.Error("disk-full");
        sut.Info("other");
        _clock.Advance(TimeSpan.FromSeconds(60));
        sut.Error("disk-full");
        Assert.Equal("<3>error disk-full\n<3>error disk-full\n<6>info  other\n<3>error disk-full suppressed=8\n", text.ToString());
    }

    [Fact]
    public void Percentile_IsExactTo7Percent_OverSixDecades()
    {
        var sut = new LatencyHistogram();
        for (var us = 1; us <= 1_000_000; us += us < 1000 ? 1 : 999)
            sut.Record(TimeSpan.FromMicroseconds(us));
        Assert.Equal(0, new LatencyHistogram().Percentile(0.5));
        Assert.Equal(1_000_000, sut.Percentile(1), 2000.0);

        var uniform = new LatencyHistogram();
        for (var us = 1; us <= 10_000; us++)
            uniform.Record(TimeSpan.FromMicroseconds(us));
        foreach (var share in new[] { 0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999 })
            Assert.InRange(uniform.Percentile(share) / (share * 10_000), 0.93, 1.07);
        Assert.Equal(10_000, uniform.MaximumMicroseconds);
    }

    [Fact]
    public void FindStill_NamesLoopsThatDidNotMove_UnlessTheyAnnouncedIt()
    {
        var moving = new Heartbeat("moving", _clock);
        var still = new Heartbeat("still", _clock);
        var waiting = new Heartbeat("waiting", _clock);
        var sut = new HeartMonitor([moving, still, waiting]);
        moving.Beat();
        still.Beat();
        waiting.QuietFor(TimeSpan.FromSeconds(30));
        Assert.Empty(sut.FindStill());

        _clock.Advance(TimeSpan.FromSeconds(10));
        moving.Beat();
        Assert.Equal(["still"], sut.FindStill());
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(["moving", "still", "waiting"], sut.FindStill());
    }

    [Fact]
    public void Supervisor_StrokesTheWatchdogOnlyWhileEveryLoopMoves()
    {
        using var folder = new TemporaryFolder();
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(folder.At("n")));
        using var service = new ServiceManager(folder.At("n"), "2000");
        using var text = new StringWriter();
        var heart = new Heartbeat("processing", TimeProvider.System);
        heart.Beat();
        var sut = new Supervisor([heart], service, new EventLog(text, TimeProvider.System), TimeProvider.System, TimeSpan.FromHours(1), () => { });
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        sut.Run(() => text.ToString().Length > 0, limit.Token);

        Assert.Equal("error stage-stands-still stages=processing\n", text.ToString());
        var bytes = new byte[64];
        Assert.Equal("WATCHDOG=1", Encoding.ASCII.GetString(bytes, 0, manager.Receive(bytes))); // the one beat before
        Assert.Equal(0, manager.Available);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("20000000", null, 10.0)]
    [InlineData("20000000", "1", null)] // meant for another process
    [InlineData("rubbish", null, null)]
    public void WatchdogInterval_IsHalfOfWhatSystemdAllows(string? limit, string? process, double? seconds)
    {
        using var sut = new ServiceManager("/tmp/nobody-listens", limit, process);
        Assert.Equal(seconds, sut.WatchdogInterval?.TotalSeconds);
        sut.Ready(); // nobody listens: no error
    }

    [Fact]
    public void KernelClock_DoesNotTrustAClockThatWasNeverSet()
    {
        Assert.Equal(TimeQuality.Unknown, KernelClock.Quality(DateTimeOffset.UnixEpoch));
        Assert.Contains(KernelClock.Quality(DateTimeOffset.UtcNow), new[] { TimeQuality.FreeRunning, TimeQuality.Synchronised });
    }
}
