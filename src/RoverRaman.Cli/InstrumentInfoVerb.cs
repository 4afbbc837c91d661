using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using RoverRaman.Instruments;

namespace RoverRaman.Cli;

/// <summary><c>roverraman instrument info</c>: what an instrument says of itself.</summary>
static class InstrumentInfoVerb
{
    public static Command Create()
    {
        var shared = new InstrumentOptions();
        var command = new Command("info", "Print what an instrument says of itself. Takes no spectrum of a sample and switches nothing on.\n\nExample: roverraman instrument info /dev/ttyUSB0@115200 --protocol usb4000");
        shared.AddTo(command);
        command.Does((parse, cancellation) => Run(parse, shared, cancellation));
        return command;
    }

    static int Run(ParseResult parse, InstrumentOptions shared, CancellationToken cancellation)
    {
        using var instrument = shared.Open(parse, cancellation);
        var info = instrument.Info;
        var json = new JsonObject
        {
            ["model"] = info.Model,
            ["serial"] = info.SerialNumber,
            ["pixels"] = info.PixelCount,
            ["maximum_counts"] = info.MaximumCounts,
            ["wavelength_first_nm"] = info.Wavelengths.Length > 0 ? info.Wavelengths[0] : null,
            ["wavelength_last_nm"] = info.Wavelengths.Length > 0 ? info.Wavelengths[^1] : null,
            ["laser_nm"] = info.LaserNanometres,
            ["integration_min_ms"] = info.MinimumIntegration.TotalMilliseconds,
            ["integration_max_ms"] = info.MaximumIntegration.TotalMilliseconds,
            ["nonlinearity_coefficients"] = info.Nonlinearity.Length,
            ["dark_pixels"] = info.DarkPixels.Count,
            ["detector_celsius"] = instrument.ReadTemperature(cancellation),
            ["interlock_closed"] = instrument.IsInterlockClosed(cancellation),
            ["capabilities"] = new JsonArray([.. Enum.GetValues<InstrumentCapabilities>()
                .Where(one => one != InstrumentCapabilities.None && instrument.Capabilities.HasFlag(one)).Select(one => (JsonNode)one.ToString())]),
        };
        var output = parse.InvocationConfiguration.Output;
        if (parse.GetValue(shared.Json))
            JsonOutput.Print(output, json);
        else
            foreach (var (key, value) in json)
                output.WriteLine($"{key,-26} {Text(value)}");
        return 0;
    }

    static string Text(JsonNode? value) => value switch
    {
        null => "-",
        JsonArray list => string.Join(", ", list.Select(one => $"{one}")),
        JsonValue number when number.TryGetValue(out double real) => real.ToString("0.####", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
