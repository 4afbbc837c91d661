namespace RoverRaman.Instruments.Housekeeping;

/// <summary>A board's sensors in two figures.</summary>
public static class BoardSummary
{
    /// <summary>Hottest part of the board, degrees Celsius, or null where nothing can be read.</summary>
    public static double? HottestCelsius(this IBoardSensors sensors)
    {
        ArgumentNullException.ThrowIfNull(sensors);
        return sensors.ReadTemperatures() is { Count: > 0 } zones ? zones.Max(zone => zone.Celsius) : null;
    }

    /// <summary>Power of the whole board, W: the input rail where there is one, else the sum of all; null where there is none.</summary>
    public static double? TotalWatts(this IBoardSensors sensors)
    {
        ArgumentNullException.ThrowIfNull(sensors);
        var rails = sensors.ReadRails();
        if (rails.Count == 0)
            return null;
        var input = rails.Where(rail => rail.Label is "VDD_IN" or "POM_5V_IN").ToList();
        return input.Count > 0 ? input[0].Watts : rails.Sum(rail => rail.Watts);
    }
}
