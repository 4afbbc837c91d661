namespace RoverRaman.Instruments;

/// <summary>How an instrument is opened.</summary>
public sealed record SpectrometerOptions
{
    /// <summary>Integration time set on opening; it is brought into the instrument's range.</summary>
    public TimeSpan IntegrationTime { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Time for the instrument to think, added to its work and the wire time.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a line must be silent before it counts as empty, after something went wrong.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Pixels of instruments whose number differs from unit to unit (USB4000, MicroSpec), or null for the usual number.</summary>
    public int? Pixels { get; init; }

    /// <summary>OBP: checksum that requests carry and that replies are asked to carry.</summary>
    public Obp.ObpChecksum Checksum { get; init; }

    /// <summary>The integration time, brought into a range.</summary>
    internal TimeSpan IntegrationWithin(SpectrometerInfo info) =>
        IntegrationTime < info.MinimumIntegration ? info.MinimumIntegration
        : IntegrationTime > info.MaximumIntegration ? info.MaximumIntegration : IntegrationTime;
}
