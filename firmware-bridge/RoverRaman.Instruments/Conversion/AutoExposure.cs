namespace RoverRaman.Instruments.Conversion;

/// <summary>
/// Finds an integration time that fills the detector without saturating it. Pure: told what a frame showed, it says what to try next.
/// The ratio to the target sets the next time, at most five times longer at once; a saturated frame halves it, because its ratio is not known.
/// Figures of Wasatch's auto-exposure (Wasatch.PY): target 45000, window 40000 to 50000 of 65535.
/// </summary>
public sealed record AutoExposure
{
    /// <summary>Wanted maximum, part of the full scale.</summary>
    public double Target { get; init; } = 45000.0 / 65535;

    /// <summary>Lowest maximum that is good.</summary>
    public double Lowest { get; init; } = 40000.0 / 65535;

    /// <summary>Highest maximum that is good.</summary>
    public double Highest { get; init; } = 50000.0 / 65535;

    /// <summary>Longest step up, as a factor.</summary>
    public double LargestFactor { get; init; } = 5;

    /// <summary>Factor where a frame is saturated.</summary>
    public double DropFactor { get; init; } = 0.5;

    /// <summary>Shortest time.</summary>
    public TimeSpan Shortest { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Longest time.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Most frames thrown away for one spectrum.</summary>
    public int MaximumTries { get; init; } = 6;

    /// <summary>The time to try next, or null where this one is good or no other is allowed.</summary>
    /// <param name="time">Time of the frame.</param>
    /// <param name="counts">The frame.</param>
    /// <param name="maximumCounts">Full scale.</param>
    public TimeSpan? Next(TimeSpan time, ReadOnlySpan<float> counts, double maximumCounts)
    {
        var peak = 0f;
        foreach (var count in counts)
            peak = Math.Max(peak, count);
        var share = peak / maximumCounts;
        if (share >= Lowest && share <= Highest)
            return null;
        var factor = share >= FrameConverter.SaturationFraction ? DropFactor : Math.Min(LargestFactor, Target / Math.Max(share, 1e-3));
        var next = TimeSpan.FromTicks(Math.Clamp((long)(time.Ticks * factor), Shortest.Ticks, Longest.Ticks));
        return next == time ? null : next;
    }
}
