namespace RoverRaman.Wire;

/// <summary>How far a time stamp can be trusted. Frozen values.</summary>
public enum TimeQuality : byte
{
    /// <summary>Nothing is known.</summary>
    Unknown = 0,
    /// <summary>Counts from the start of the daemon; the calendar is not set.</summary>
    SinceBoot = 1,
    /// <summary>A calendar clock that nobody has checked since start.</summary>
    FreeRunning = 2,
    /// <summary>The kernel reports its clock as synchronised.</summary>
    Synchronised = 3,
}
