namespace RoverRaman.Onboard;

/// <summary>The sign of life of one loop. The loop beats on every turn, also when it has nothing to do.</summary>
/// <param name="name">Of the loop, for the log.</param>
/// <param name="clock">Time.</param>
public sealed class Heartbeat(string name, TimeProvider clock)
{
    /// <summary>No loop waits longer than this without a beat, unless it says so with <see cref="QuietFor"/>.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);

    long _beats;
    long _quietUntil;
    long _seen;

    /// <summary>Name of the loop.</summary>
    public string Name => name;

    /// <summary>Turns of the loop.</summary>
    public long Beats => Interlocked.Read(ref _beats);

    /// <summary>The loop goes on.</summary>
    public void Beat()
    {
        Interlocked.Exchange(ref _quietUntil, 0);
        Interlocked.Increment(ref _beats);
    }

    /// <summary>The loop goes on, and the next beat may take <paramref name="time"/>: it waits for an instrument that has that long to answer.</summary>
    public void QuietFor(TimeSpan time)
    {
        Interlocked.Increment(ref _beats);
        Interlocked.Exchange(ref _quietUntil, clock.GetTimestamp() + (long)(time.TotalSeconds * clock.TimestampFrequency));
    }

    /// <summary>True when the loop moved since the last call, or has said that it may be quiet now. For one watcher.</summary>
    public bool HasMoved()
    {
        var beats = Beats;
        var moved = beats != _seen || clock.GetTimestamp() < Interlocked.Read(ref _quietUntil);
        _seen = beats;
        return moved;
    }
}
