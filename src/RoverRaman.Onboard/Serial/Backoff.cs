namespace RoverRaman.Onboard;

/// <summary>How long to wait before trying again: doubles with each failure, up to a limit. No clock, no waiting.</summary>
/// <param name="first">After the first failure.</param>
/// <param name="longest">Never longer.</param>
public sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    int _failures;

    /// <summary>Failures since the last success.</summary>
    public int Failures => _failures;

    /// <summary>Notes a failure and returns the wait.</summary>
    public TimeSpan Next()
    {
        var doublings = Math.Min(_failures++, 30); // 2^30 times any useful first wait is beyond any limit
        var ticks = first.Ticks > longest.Ticks >> doublings ? longest.Ticks : first.Ticks << doublings;
        return TimeSpan.FromTicks(Math.Min(ticks, longest.Ticks));
    }

    /// <summary>Notes a success.</summary>
    public void Reset() => _failures = 0;
}
