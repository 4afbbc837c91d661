using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// Decides when the next spectrum is due: by period, by command from another thread, or never again. A late acquisition does not
/// cause a burst: the schedule goes on from the next whole period.
/// </summary>
public sealed class AcquisitionTrigger(AcquisitionOptions options, TimeProvider clock)
{
    readonly object _gate = new();
    readonly long _periodTicks = (long)(options.Period.TotalSeconds * clock.TimestampFrequency);
    readonly Queue<AcquireRequest> _requests = new(options.CommandCapacity);
    long _nextDue = clock.GetTimestamp();
    bool _stopped;

    /// <summary>Commands that wait.</summary>
    public int Pending { get { lock (_gate) return _requests.Count; } }

    /// <summary>Asks for one spectrum. Returns false when too many requests wait already, or after <see cref="Stop"/>.</summary>
    public bool TryRequest(AcquireRequest request)
    {
        lock (_gate)
        {
            if (_stopped || _requests.Count >= options.CommandCapacity)
                return false;
            _requests.Enqueue(request);
            Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>
    /// Waits at most <paramref name="patience"/>. Returns true when a spectrum is due now, with the request that asked for it or null
    /// where the period did; the caller then takes exactly one.
    /// </summary>
    public bool Wait(TimeSpan patience, out AcquireRequest? request)
    {
        lock (_gate)
        {
            if (!Due() && !_stopped)
                Monitor.Wait(_gate, Sooner(patience));
            request = null;
            return Due() && Accept(out request);
        }
    }

    /// <summary>Waits at most <paramref name="time"/> without regard to what is due; ends at once on <see cref="Stop"/>.</summary>
    public void Pause(TimeSpan time)
    {
        var deadline = clock.GetTimestamp() + (long)(time.TotalSeconds * clock.TimestampFrequency);
        lock (_gate)
            while (!_stopped && clock.GetElapsedTime(clock.GetTimestamp(), deadline) is { Ticks: > 0 } left)
                Monitor.Wait(_gate, left + TimeSpan.FromMilliseconds(1));
    }

    /// <summary>Nothing is due any more; whoever waits wakes, and requests that wait are refused.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            while (_requests.TryDequeue(out var request))
                request.Answer(CommandResult.Unavailable, "the daemon stops");
            Monitor.PulseAll(_gate);
        }
    }

    bool Due() => !_stopped && (_requests.Count > 0 || (options.Mode == AcquireMode.Period && clock.GetTimestamp() >= _nextDue));

    bool Accept(out AcquireRequest? request)
    {
        if (_requests.TryDequeue(out request))
            return true;
        var now = clock.GetTimestamp();
        _nextDue = _periodTicks == 0 ? now : _nextDue + ((now - _nextDue) / _periodTicks + 1) * _periodTicks;
        return true;
    }

    TimeSpan Sooner(TimeSpan patience)
    {
        if (options.Mode != AcquireMode.Period)
            return patience;
        var left = clock.GetElapsedTime(clock.GetTimestamp(), _nextDue);
        // Monitor waits whole milliseconds and rounds down: one more keeps it from waking too early.
        return left < patience ? left + TimeSpan.FromMilliseconds(1) : patience;
    }
}
