namespace RoverRaman.Instruments.Safety;

/// <summary>What a laser is guarded by. Whatever is null is not there.</summary>
public sealed record LaserGuardOptions
{
    /// <summary>A laser with a line of its own; null where the spectrometer switches it.</summary>
    public ILaser? Laser { get; init; }

    /// <summary>Output that enables the laser's driver: high only while light is wanted.</summary>
    public IDigitalLine? Enable { get; init; }

    /// <summary>Input that is high while the interlock (door, cover) is closed.</summary>
    public IDigitalLine? Interlock { get; init; }

    /// <summary>Time after which a device that can switches its laser off by itself, when the host falls silent.</summary>
    public TimeSpan Watchdog { get; init; } = TimeSpan.FromSeconds(10);
}
