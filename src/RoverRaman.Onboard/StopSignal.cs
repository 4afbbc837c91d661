namespace RoverRaman.Onboard;

/// <summary>A wait that can be cut short once and for all.</summary>
public sealed class StopSignal
{
    readonly object _gate = new();
    bool _set;

    /// <summary>True after <see cref="Set"/>.</summary>
    public bool IsSet { get { lock (_gate) return _set; } }

    /// <summary>Ends all waits, present and future.</summary>
    public void Set()
    {
        lock (_gate)
        {
            _set = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits at most <paramref name="time"/>; returns true when the signal is set.</summary>
    public bool Wait(TimeSpan time)
    {
        lock (_gate)
        {
            if (!_set)
                Monitor.Wait(_gate, time);
            return _set;
        }
    }
}
