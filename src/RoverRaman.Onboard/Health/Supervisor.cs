namespace RoverRaman.Onboard;

/// <summary>Watches over the stages: publishes health, and strokes the watchdog only while every loop moves. The caller's thread.</summary>
sealed class Supervisor(
    IReadOnlyList<Heartbeat> hearts, ServiceManager service, EventLog log, TimeProvider clock, TimeSpan healthInterval, Action reportHealth)
{
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    readonly HeartMonitor _monitor = new(hearts);
    readonly object _gate = new();
    bool _woken;

    /// <summary>Makes it look at once.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _woken = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Supervises until <paramref name="isFinished"/> or stopped.</summary>
    public void Run(Func<bool> isFinished, CancellationToken stop)
    {
        using var registration = stop.Register(Wake);
        var health = new Deadline(clock, healthInterval);
        var watchdog = service.WatchdogInterval is { } interval ? new Deadline(clock, interval) : null;
        while (!stop.IsCancellationRequested && !isFinished())
        {
            var wait = health.Left < LongestWait ? health.Left : LongestWait;
            if (watchdog is not null && watchdog.Left < wait)
                wait = watchdog.Left;
            WaitOrWake(wait);
            if (health.Passed())
                reportHealth();
            if (watchdog is not null && watchdog.Passed())
                Stroke();
        }
    }

    void WaitOrWake(TimeSpan time)
    {
        lock (_gate)
        {
            if (!_woken)
                Monitor.Wait(_gate, time + TimeSpan.FromMilliseconds(1)); // whole milliseconds, rounded down
            _woken = false;
        }
    }

    void Stroke()
    {
        var still = _monitor.FindStill();
        if (still.Count == 0)
            service.Alive();
        else
            log.Error("stage-stands-still", ("stages", string.Join(',', still)));
    }
}
