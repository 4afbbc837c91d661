using System.Diagnostics;
using System.Numerics;

namespace RoverRaman.Onboard;

/// <summary>
/// Distribution of times in fixed memory: 16 steps to each doubling, from 1 us on, so a percentile is exact to 6 %. Recording takes
/// nanoseconds and allocates nothing.
/// </summary>
public sealed class LatencyHistogram
{
    const int StepsPerDoubling = 16;
    readonly long[] _buckets = new long[StepsPerDoubling * 40];
    long _maximum;

    /// <summary>Number of times recorded.</summary>
    public long Count { get; private set; }

    /// <summary>Longest, microseconds.</summary>
    public double MaximumMicroseconds => _maximum;

    /// <summary>Records the time from a Stopwatch timestamp to now. One thread at a time.</summary>
    public void RecordSince(long timestamp) => Record(Stopwatch.GetElapsedTime(timestamp));

    /// <summary>Records one time.</summary>
    public void Record(TimeSpan time)
    {
        var microseconds = Math.Max(1, time.Ticks / TimeSpan.TicksPerMicrosecond);
        _maximum = Math.Max(_maximum, microseconds);
        _buckets[Bucket(microseconds)]++;
        Count++;
    }

    /// <summary>Time below which the given share of all lies, microseconds; 0 where nothing was recorded.</summary>
    /// <param name="share">0..1, e.g. 0.99.</param>
    public double Percentile(double share)
    {
        var wanted = Math.Max(1, (long)Math.Ceiling(share * Count));
        long seen = 0;
        for (var i = 0; i < _buckets.Length; i++)
            if ((seen += _buckets[i]) >= wanted)
                return Math.Min(UpperEdge(i), _maximum);
        return _maximum;
    }

    // value = 2^d * (1 + s/16): below 16 us the steps are whole microseconds.
    int Bucket(long value)
    {
        var doubling = BitOperations.Log2((ulong)value);
        var step = doubling >= 4 ? (value >> (doubling - 4)) & 15 : (value << (4 - doubling)) & 15;
        return (int)Math.Min(_buckets.Length - 1, doubling * StepsPerDoubling + step);
    }

    static double UpperEdge(int bucket) =>
        Math.ScaleB(1 + (bucket % StepsPerDoubling + 1) / (double)StepsPerDoubling, bucket / StepsPerDoubling);
}
