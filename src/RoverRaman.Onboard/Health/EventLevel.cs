namespace RoverRaman.Onboard;

/// <summary>Weight of a log line. The values are those of syslog, which journald takes from a prefix.</summary>
public enum EventLevel
{
    /// <summary>Something failed that the daemon cannot put right.</summary>
    Error = 3,
    /// <summary>Something failed that the daemon works around; it is counted.</summary>
    Warning = 4,
    /// <summary>A change of state.</summary>
    Info = 6,
}
