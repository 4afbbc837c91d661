using System.Diagnostics;

namespace RoverRaman.Instruments.Transports;

/// <summary>A moment on the monotonic clock until which to wait.</summary>
readonly struct Deadline
{
    readonly long _end;

    Deadline(long end) => _end = end;

    /// <summary>The moment <paramref name="time"/> from now; negative means never.</summary>
    public static Deadline After(TimeSpan time) =>
        new(time < TimeSpan.Zero ? long.MaxValue : Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency));

    /// <summary>Whether it has passed.</summary>
    public bool Passed => _end != long.MaxValue && Stopwatch.GetTimestamp() >= _end;

    /// <summary>Time left, never negative; infinite as <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public TimeSpan Left
    {
        get
        {
            if (_end == long.MaxValue)
                return Timeout.InfiniteTimeSpan;
            var ticks = _end - Stopwatch.GetTimestamp();
            return ticks <= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(ticks / (double)Stopwatch.Frequency);
        }
    }

    /// <summary>Time left for poll(2): whole milliseconds, rounded up so that a wait never ends early; -1 means no limit.</summary>
    public int Milliseconds => _end == long.MaxValue ? -1 : (int)Math.Min(Math.Ceiling(Left.TotalMilliseconds), int.MaxValue);
}
