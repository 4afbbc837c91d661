namespace RoverRaman.Wire;

/// <summary>What the autonomy stack is asked to do. Frozen values.</summary>
public enum FollowUpAction : byte
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>Stay and measure around here.</summary>
    Dwell = 1,
    /// <summary>Take a sample here.</summary>
    Sample = 2,
    /// <summary>Measure the same spot again; this spectrum is poor.</summary>
    Repeat = 3,
}
