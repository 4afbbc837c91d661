namespace RoverRaman.Wire;

/// <summary>State of the daemon at one moment: everything that was lost, retried or replaced since it started.</summary>
public record struct HealthRecord
{
    /// <summary>How often the daemon has started on this journal.</summary>
    public ushort BootCount { get; set; }

    /// <summary>When this was counted, milliseconds since 1970 (or since boot, see <see cref="TimeQuality"/>).</summary>
    public long UnixMilliseconds { get; set; }

    /// <summary>How far the time can be trusted.</summary>
    public TimeQuality TimeQuality { get; set; }

    /// <summary>Milliseconds since the daemon started, by a clock that is never set.</summary>
    public long UptimeMilliseconds { get; set; }

    /// <summary>Version of the head in use.</summary>
    public uint HeadVersion { get; set; }

    /// <summary>Temperature of the detector in hundredths of a degree Celsius, or null where it was not measured.</summary>
    public int? DetectorCentiCelsius { get; set; }

    /// <summary>Temperature of the hottest part of the board in hundredths of a degree Celsius, or null where it cannot be read.</summary>
    public int? BoardCentiCelsius { get; set; }

    /// <summary>Power that the board takes, mW, or null where it is not measured.</summary>
    public int? BoardMilliwatts { get; set; }

    /// <summary>How far the instrument's check line has moved, in thousandths of a cm-1, or null where none was seen.</summary>
    public int? DriftMilliWavenumbers { get; set; }

    /// <summary>The counters since the daemon started. 0 for one that the sender does not know.</summary>
    public HealthCounters Counters;
}
