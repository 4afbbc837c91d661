using System.Globalization;

namespace RoverRaman.Instruments.Housekeeping;

/// <summary>A GPIO line as people write it: <c>/dev/gpiochip0:17</c>, with <c>!</c> before it where on is low.</summary>
/// <param name="Chip">Path of the chip.</param>
/// <param name="Line">Line of the chip.</param>
/// <param name="ActiveLow">On is low.</param>
public sealed record GpioAddress(string Chip, int Line, bool ActiveLow)
{
    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static GpioAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var activeLow = text.StartsWith('!');
        var rest = activeLow ? text[1..] : text;
        var colon = rest.LastIndexOf(':');
        return colon > 0 && int.TryParse(rest.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? new GpioAddress(rest[..colon], line, activeLow)
            : throw new FormatException($"Expected a GPIO line such as /dev/gpiochip0:17, or !/dev/gpiochip0:17 where on is low, found \"{text}\".");
    }
}
