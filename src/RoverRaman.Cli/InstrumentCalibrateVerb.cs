using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using RoverRaman.Instruments.Calibration;

namespace RoverRaman.Cli;

/// <summary><c>roverraman instrument calibrate</c>: wavelengths from a lamp, the laser's wavelength from a Raman standard.</summary>
static class InstrumentCalibrateVerb
{
    static readonly Option<string[]> Lamp = new("--lamp")
    {
        Description = $"Lamp and its raw spectrum: {string.Join("|", ReferenceLines.Lamps.Keys)}=FILE, as instrument acquire writes it. May be given for each lamp.",
        HelpName = "NAME=FILE",
        Required = true,
    };
    static readonly Option<string?> Standard = new("--standard")
    {
        Description = $"Raman standard and its raw spectrum: {string.Join("|", ReferenceLines.Standards.Keys)}=FILE.",
        HelpName = "NAME=FILE",
    };
    static readonly Option<double> Laser = new("--laser") { Description = "Nominal excitation wavelength in vacuum, nm.", HelpName = "NM", Required = true };
    static readonly Option<string?> Range = new("--range") { Description = "First and last wavelength of the detector, nm, where the instrument stores none: 780,940.", HelpName = "NM,NM" };
    static readonly Option<double> Tolerance = new("--tolerance") { Description = "How wrong the wavelengths may be beforehand, nm.", HelpName = "NM", DefaultValueFactory = _ => 2 };
    static readonly Option<int> Order = Flags.Integer("--order", "Order of the polynomial.", 1, 5, 3);
    static readonly Option<string> Out = new("--out") { Description = "File to write (JSON), for acquire --calibration and the daemon.", HelpName = "FILE", Required = true };
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("calibrate", "Fit wavelengths to the lines of a lamp and the laser to a Raman standard; report the residuals.\n\nExample: roverraman instrument calibrate --lamp neon=neon.csv --standard silicon=silicon.csv --laser 785 --out calibration.json")
        {
            Lamp, Standard, Laser, Range, Tolerance, Order, Out, Json,
        };
        command.Does(Run);
        return command;
    }

    static int Run(ParseResult parse, CancellationToken cancellation)
    {
        var laser = parse.GetRequiredValue(Laser);
        if (laser is not (> 200 and < 2000))
            throw new UsageException($"Expected 200 to 2000 nm for --laser, found {laser}.");
        var lamps = parse.GetRequiredValue(Lamp).Select(text => Named(text, ReferenceLines.Lamps, "--lamp")).ToList();
        var (first, _) = lamps[0];
        var peaks = lamps.SelectMany(lamp => PeakFinder.Find(lamp.File.Counts)).ToList();
        var fit = WavelengthFit.Fit(peaks, [.. lamps.SelectMany(lamp => lamp.Lines)], Guess(parse, first), parse.GetRequiredValue(Tolerance), parse.GetRequiredValue(Order));
        var result = new WavelengthCalibration
        {
            Model = first.Model,
            SerialNumber = first.SerialNumber,
            PixelCount = first.Counts.Length,
            Coefficients = fit.Coefficients,
            LaserNanometres = laser,
            Lines = fit.Pairs,
            RmsNanometres = fit.RmsNanometres,
            MadeAt = DateTimeOffset.UtcNow,
            DetectorCelsius = first.DetectorCelsius,
        };
        if (parse.GetValue(Standard) is { } text)
            result = WithLaser(result, text);
        result.Save(parse.GetRequiredValue(Out));
        Print(parse, result);
        return 0;
    }

    static WavelengthCalibration WithLaser(WavelengthCalibration calibration, string text)
    {
        var (file, shifts) = Named(text, ReferenceLines.Standards, "--standard");
        if (file.Counts.Length != calibration.PixelCount)
            throw new UsageException($"Expected a spectrum of {calibration.PixelCount} pixels for --standard, found {file.Counts.Length}: lamp and standard must come from one instrument.");
        var fit = LaserFit.Fit(PeakFinder.Find(file.Counts), calibration.Coefficients, shifts, calibration.LaserNanometres);
        return calibration with { LaserNanometres = fit.Nanometres, Standard = text.Split('=')[0], StandardLines = fit.Lines, RmsWavenumbers = fit.RmsWavenumbers };
    }

    static (RawSpectrumFile File, double[] Lines) Named(string text, IReadOnlyDictionary<string, double[]> known, string option) =>
        text.Split('=', 2) is [var name, var path] && known.TryGetValue(name, out var lines)
            ? (RawSpectrumFile.Read(path), lines)
            : throw new UsageException($"Expected NAME=FILE for {option} with a name of {string.Join(", ", known.Keys)}, found \"{text}\".");

    static double[] Guess(ParseResult parse, RawSpectrumFile file)
    {
        if (parse.GetValue(Range) is not { } range)
            return file.Wavelengths.Length > 0 ? file.Wavelengths : throw new UsageException("Expected --range FIRST,LAST, because the instrument stores no wavelengths.");
        return range.Split(',') is [var from, var to] && double.TryParse(from, CultureInfo.InvariantCulture, out var low) && double.TryParse(to, CultureInfo.InvariantCulture, out var high)
            && low > 100 && high > 100 && low != high
            ? [.. Enumerable.Range(0, file.Counts.Length).Select(i => low + (high - low) * i / (file.Counts.Length - 1))]
            : throw new UsageException($"Expected two wavelengths in nm for --range, found \"{range}\".");
    }

    static void Print(ParseResult parse, WavelengthCalibration result)
    {
        var output = parse.InvocationConfiguration.Output;
        if (parse.GetValue(Json))
        {
            JsonOutput.Print(output, new JsonObject
            {
                ["out"] = parse.GetRequiredValue(Out),
                ["lines"] = result.Lines,
                ["rms_nm"] = result.RmsNanometres,
                ["laser_nm"] = result.LaserNanometres,
                ["standard"] = result.Standard.Length > 0 ? result.Standard : null,
                ["standard_lines"] = result.StandardLines,
                ["rms_cm"] = result.RmsWavenumbers,
                ["coefficients"] = new JsonArray([.. result.Coefficients.Select(value => (JsonNode)value)]),
            });
            return;
        }
        var wavenumbers = result.RmsNanometres * 1e7 / (result.LaserNanometres * result.LaserNanometres);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"wavelengths: {result.Lines} lines, residual {result.RmsNanometres:0.####} nm rms (about {wavenumbers:0.##} cm-1)"));
        output.WriteLine(result.Standard.Length > 0
            ? string.Create(CultureInfo.InvariantCulture, $"laser: {result.LaserNanometres:0.####} nm in vacuum from {result.StandardLines} line(s) of {result.Standard}, residual {result.RmsWavenumbers:0.##} cm-1 rms")
            : string.Create(CultureInfo.InvariantCulture, $"laser: {result.LaserNanometres:0.####} nm, nominal; name a --standard to measure it"));
        output.WriteLine($"written: {parse.GetRequiredValue(Out)}");
    }
}
