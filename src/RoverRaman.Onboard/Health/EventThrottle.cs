namespace RoverRaman.Onboard;

/// <summary>Lets through the first events of a name in each window of time and counts the others. No I/O; the caller holds the lock.</summary>
/// <param name="burst">Events let through in a window.</param>
/// <param name="window">Length of a window.</param>
public sealed class EventThrottle(int burst, TimeSpan window)
{
    readonly Dictionary<string, State> _events = [];

    /// <summary>Whether to write the event now; if so, <paramref name="suppressed"/> of its kind were not written before it.</summary>
    public bool TryPass(string name, DateTimeOffset now, out long suppressed)
    {
        suppressed = 0;
        if (!_events.TryGetValue(name, out var state) || now - state.WindowStart >= window || now < state.WindowStart)
        {
            suppressed = state.Suppressed;
            _events[name] = new State(now, 1, 0);
            return true;
        }
        var passes = state.Passed < burst;
        _events[name] = passes ? state with { Passed = state.Passed + 1 } : state with { Suppressed = state.Suppressed + 1 };
        return passes;
    }

    readonly record struct State(DateTimeOffset WindowStart, int Passed, long Suppressed);
}
