using System.Globalization;

namespace RoverRaman.Instruments.Housekeeping;

/// <summary>An INA219 on an I2C bus, as people write it: <c>VDD_IN=1:0x40/0.1</c>.</summary>
/// <param name="Label">Name of the rail that it watches.</param>
/// <param name="Bus">Number of the bus: 1 for /dev/i2c-1.</param>
/// <param name="Address">Address on it, 0x40..0x4F.</param>
/// <param name="ShuntOhms">Its shunt, ohms.</param>
public sealed record PowerMonitor(string Label, int Bus, int Address, double ShuntOhms)
{
    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static PowerMonitor Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (equals, colon, slash) = (text.IndexOf('=', StringComparison.Ordinal), text.IndexOf(":0x", StringComparison.Ordinal), text.IndexOf('/', StringComparison.Ordinal));
        return equals > 0 && colon > equals && slash > colon
            && int.TryParse(text.AsSpan(equals + 1, colon - equals - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var bus)
            && int.TryParse(text.AsSpan(colon + 3, slash - colon - 3), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var address) && address is >= 0x40 and <= 0x4F
            && double.TryParse(text.AsSpan(slash + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ohms) && ohms > 0
            ? new PowerMonitor(text[..equals], bus, address, ohms)
            : throw new FormatException($"Expected an INA219 such as VDD_IN=1:0x40/0.1 (rail, bus, address of 0x40 to 0x4F, ohms of the shunt), found \"{text}\".");
    }
}
