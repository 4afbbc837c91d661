using System.Diagnostics;

namespace RoverRaman.Bench;

/// <summary>Times of many runs of one thing.</summary>
sealed class Timings
{
    readonly double[] _ordered;

    Timings(double[] ordered, double bytesPerRun) => (_ordered, BytesPerRun) = (ordered, bytesPerRun);

    /// <summary>Managed bytes allocated per run on this thread.</summary>
    public double BytesPerRun { get; }

    /// <summary>Microseconds at quantile <paramref name="q"/>.</summary>
    public double this[double q] => _ordered[Math.Min(_ordered.Length - 1, (int)(q * _ordered.Length))];

    public static Timings Of(int runs, Action action)
    {
        for (var i = 0; i < Math.Max(20, runs / 10); i++)
            action();
        var times = new double[runs];
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Array.Sort(times);
        return new Timings(times, (double)allocated / runs);
    }
}
