namespace RoverRaman.Instruments.Housekeeping;

/// <summary>
/// Where a board's figures come from, as people write it: the path of sysfs (<c>/sys</c>), or <c>iot:</c> and INA219 monitors
/// (<c>iot:VDD_IN=1:0x40/0.1,VDD_CPU=1:0x41/0.02</c>; none is fine) for a board whose kernel offers none. The latter needs a build with
/// OfficialPackages=true, which has Iot.Device.Bindings.
/// </summary>
/// <param name="Sysfs">Where sysfs is mounted, or null for Iot.Device.Bindings.</param>
/// <param name="Monitors">What Iot.Device.Bindings reads beside the processor's temperature.</param>
public sealed record BoardSource(string? Sysfs, IReadOnlyList<PowerMonitor> Monitors)
{
    const string Scheme = "iot:";

    /// <summary>Reads a source.</summary>
    /// <exception cref="FormatException">It is none, or one that this build does not have.</exception>
    public static BoardSource Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        if (!text.StartsWith(Scheme, StringComparison.Ordinal))
            return new BoardSource(text, []);
#if OFFICIAL_PACKAGES
        return new BoardSource(null, [.. text[Scheme.Length..].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(PowerMonitor.Parse)]);
#else
        throw new FormatException($"Expected the path of sysfs, such as /sys, found \"{text}\": this build has no Iot.Device.Bindings. Build with OfficialPackages=true.");
#endif
    }

    /// <summary>Opens it. A device that does not answer is found out by the first reading: it is absent then.</summary>
    public IBoardSensors Open() =>
#if OFFICIAL_PACKAGES
        Sysfs is null ? new IotBoardSensors(Monitors) :
#endif
        new BoardSensors(Sysfs!);
}
