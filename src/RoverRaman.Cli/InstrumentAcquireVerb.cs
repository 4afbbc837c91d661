using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using RoverRaman.Instruments;
using RoverRaman.Instruments.Calibration;
using RoverRaman.Instruments.Conversion;

namespace RoverRaman.Cli;

/// <summary><c>roverraman instrument acquire</c>: one spectrum, as raw counts or on the Raman shift axis.</summary>
static class InstrumentAcquireVerb
{
    static readonly Option<int> Frames = Flags.Integer("--frames", "Frames averaged; from 2 on cosmic rays are left out by comparing them.", 1, 64, 1);
    static readonly Option<double?> Laser = new("--laser") { Description = "Excitation wavelength, nm: writes Raman shift (cm-1) and intensity instead of raw counts.", HelpName = "NM" };
    static readonly Option<string?> Calibration = new("--calibration") { Description = "Calibration file; takes the place of the instrument's wavelengths and of --laser.", HelpName = "FILE" };
    static readonly Option<string?> Out = new("--out") { Description = "File to write; default: stdout.", HelpName = "FILE" };

    public static Command Create()
    {
        var shared = new InstrumentOptions();
        var command = new Command("acquire", "Take one spectrum. Raw counts for calibrate, or with --laser or --calibration two columns of Raman shift and intensity for classify.\n\nExample: roverraman instrument acquire /dev/ttyUSB0@115200 --excitation --laser 785 --frames 4 --out sample.txt");
        shared.AddTo(command);
        foreach (var option in new Option[] { shared.Excitation, Frames, Laser, Calibration, Out })
            command.Add(option);
        command.Does((parse, cancellation) => Run(parse, shared, cancellation));
        return command;
    }

    static int Run(ParseResult parse, InstrumentOptions shared, CancellationToken cancellation)
    {
        if (parse.GetValue(Laser) is { } laser && laser is not (> 200 and < 2000))
            throw new UsageException($"Expected 200 to 2000 nm for --laser, found {laser}.");
        var calibration = parse.GetValue(Calibration) is { } path ? WavelengthCalibration.Load(path) : null;
        using var instrument = shared.Open(parse, cancellation);
        var shot = InstrumentShot.Take(instrument, parse.GetValue(shared.Excitation), parse.GetRequiredValue(Frames), cancellation);
        var written = new StringWriter();
        if (calibration is not null || parse.GetValue(Laser) is not null)
            WriteShifts(written, instrument.Info, shot, parse.GetValue(Laser) ?? calibration!.LaserNanometres, calibration);
        else
            shot.ToFile(instrument.Info).Write(written);
        Print(parse, shared, instrument, shot, written.ToString());
        return 0;
    }

    static void Print(ParseResult parse, InstrumentOptions shared, ISpectrometer instrument, InstrumentShot shot, string text)
    {
        var output = parse.InvocationConfiguration.Output;
        var file = parse.GetValue(Out);
        if (file is not null)
            File.WriteAllText(file, text);
        if (parse.GetValue(shared.Json))
            JsonOutput.Print(output, new JsonObject
            {
                ["model"] = instrument.Info.Model,
                ["serial"] = instrument.Info.SerialNumber,
                ["out"] = file,
                ["integration_ms"] = shot.Info.IntegrationTime.TotalMilliseconds,
                ["scans"] = shot.Info.Scans,
                ["maximum"] = shot.Maximum,
                ["saturated"] = shot.IsSaturated(instrument.Info),
                ["dark"] = shot.HasDark,
                ["cosmic_rays"] = shot.CosmicRays,
                ["detector_celsius"] = shot.DetectorCelsius,
                ["counts"] = file is null ? new JsonArray([.. shot.Net.Select(value => (JsonNode)value)]) : null,
            });
        else if (file is null)
            output.Write(text);
        else
            output.WriteLine($"{file}: {shot.Describe(instrument.Info)}");
    }

    static void WriteShifts(TextWriter output, SpectrometerInfo info, InstrumentShot shot, double laser, WavelengthCalibration? calibration)
    {
        var shifts = new FrameConverter(info, laser, new FrameConverterOptions { Calibration = calibration }).Axis.Shifts;
        for (var i = 0; i < shifts.Length; i++)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shifts[i]:0.###} {shot.Net[i]}"));
    }
}
