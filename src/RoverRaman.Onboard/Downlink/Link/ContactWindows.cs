namespace RoverRaman.Onboard;

/// <summary>When the link can be used: always, or for a while at the start of every period. Times in ms, whatever they count from.</summary>
/// <param name="Period">From start to start; 0 for a link that is always open.</param>
/// <param name="Open">How long a window stays open.</param>
/// <param name="First">Start of one window.</param>
public readonly record struct ContactWindows(long Period, long Open, long First = 0)
{
    /// <summary>Always open.</summary>
    public static ContactWindows Always => default;

    /// <summary>True where the link can be used at <paramref name="time"/>.</summary>
    public bool IsOpen(long time) => Period <= 0 || Into(time) < Open;

    /// <summary>The first moment from <paramref name="time"/> on when it can be used.</summary>
    public long NextOpen(long time) => IsOpen(time) ? time : time + Period - Into(time);

    long Into(long time) => ((time - First) % Period + Period) % Period;
}
