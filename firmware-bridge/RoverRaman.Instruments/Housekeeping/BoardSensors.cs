using System.Globalization;

namespace RoverRaman.Instruments.Housekeeping;

/// <summary>
/// Temperatures and power of a Linux board, straight from sysfs: thermal zones (class/thermal/thermal_zone*/type, temp in 0.001 degrees) and INA3221
/// power monitors (class/hwmon/hwmon*/name = ina3221: in1..3_label, in1..3_input in mV, curr1..3_input in mA; kernel hwmon/ina3221.rst).
/// </summary>
/// <param name="root">Where sysfs is mounted; tests give a folder of their own.</param>
public sealed class BoardSensors(string root = "/sys") : IBoardSensors
{
    /// <inheritdoc/>
    public IReadOnlyList<ThermalZone> ReadTemperatures()
    {
        var zones = new List<ThermalZone>();
        foreach (var folder in Folders("class/thermal", "thermal_zone*"))
            if (Text(folder, "type") is { Length: > 0 } type && Number(folder, "temp") is { } millidegrees and > -273_150 and < 1_000_000)
                zones.Add(new ThermalZone(type, millidegrees / 1000.0));
        return zones;
    }

    /// <summary>Rails that can be read now. Channels labelled NC are not connected; the seventh is a sum of others.</summary>
    public IReadOnlyList<PowerRail> ReadRails()
    {
        var rails = new List<PowerRail>();
        foreach (var folder in Folders("class/hwmon", "hwmon*").Where(folder => Text(folder, "name") == "ina3221"))
            for (var channel = 1; channel <= 3; channel++)
                if (Text(folder, $"in{channel}_label") is { Length: > 0 } label && !label.Contains("NC", StringComparison.Ordinal)
                    && Number(folder, $"in{channel}_input") is { } millivolts && Number(folder, $"curr{channel}_input") is { } milliamperes)
                    rails.Add(new PowerRail(label, millivolts / 1000.0, milliamperes / 1000.0));
        return rails;
    }

    string[] Folders(string below, string pattern)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(Path.Combine(root, below), pattern).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    static double? Number(string folder, string file) =>
        long.TryParse(Text(folder, file), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    // A block that is powered off answers EAGAIN or EINVAL.
    static string? Text(string folder, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, file)).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
