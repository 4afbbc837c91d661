using System.Globalization;

namespace RoverRaman.Instruments.Housekeeping;

/// <summary>
/// Temperatures and power of a Linux board, straight from sysfs: thermal zones (class/thermal/thermal_zone*/type, temp in 0.001 degrees) and INA3221
/// power monitors (class/hwmon/hwmon*/name = ina3221: in1..3_label, in1..3_input in mV, curr1..3_input in mA; kernel hwmon/ina3221.rst). What is
/// absent, switched off or not to be read is left out, never told as zero.
/// </summary>
/// <param name="root">Where sysfs is mounted; tests give a folder of their own.</param>
public sealed class BoardSensors(string root = "/sys")
{
    /// <summary>Temperatures that can be read now.</summary>
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

    /// <summary>Hottest part of the board, degrees Celsius, or null where nothing can be read.</summary>
    public double? HottestCelsius() => ReadTemperatures() is { Count: > 0 } zones ? zones.Max(zone => zone.Celsius) : null;

    /// <summary>Power of the whole board, W: the input rail where there is one, else the sum of all; null where there is none.</summary>
    public double? TotalWatts()
    {
        var rails = ReadRails();
        if (rails.Count == 0)
            return null;
        var input = rails.Where(rail => rail.Label is "VDD_IN" or "POM_5V_IN").ToList();
        return input.Count > 0 ? input[0].Watts : rails.Sum(rail => rail.Watts);
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
