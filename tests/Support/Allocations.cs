namespace RoverRaman.TestSupport;

/// <summary>What a steady-state operation allocates.</summary>
public static class Allocations
{
    /// <summary>
    /// Fewest bytes that this thread allocated in one of several calls of <paramref name="work"/>. What the operation itself allocates
    /// shows in every call; what the runtime adds once (a static constructor, a statistic, a collection that another test caused) does not.
    /// </summary>
    public static long Of(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    /// <summary>
    /// Fewest bytes between two of the <paramref name="readings"/> of <see cref="GC.GetAllocatedBytesForCurrentThread"/>, for work that
    /// runs on a thread of its own; for the reason that <see cref="Of"/> gives.
    /// </summary>
    public static long Between(IReadOnlyList<long> readings)
    {
        ArgumentNullException.ThrowIfNull(readings);
        return readings.Zip(readings.Skip(1), (before, after) => after - before).Min();
    }
}
