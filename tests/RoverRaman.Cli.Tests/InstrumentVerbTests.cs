using System.Globalization;
using System.Text.Json.Nodes;
using RoverRaman.Instruments;
using RoverRaman.Instruments.Calibration;
using RoverRaman.Instruments.Conversion;

namespace RoverRaman.Cli.Tests;

/// <summary>roverraman instrument: what needs no instrument. The rest is tried with the emulator in the instruments' own tests.</summary>
public sealed class InstrumentVerbTests : IDisposable
{
    const int Pixels = 1024;
    static readonly double[] Truth = [780, 0.185, -6e-6];
    readonly string _folder = Directory.CreateTempSubdirectory("rr-instrument-").FullName;

    [Fact]
    public async Task Calibrate_LampAndStandard_WritesACalibrationWithItsResiduals()
    {
        Write("neon.csv", ReferenceLines.Lamps["neon"].Select(AirWavelength.ToVacuum));
        Write("silicon.csv", [1 / (1 / 785.2 - ReferenceLines.Silicon * 1e-7)]);
        var (code, output, error) = await Run("instrument", "calibrate", "--lamp", $"neon={File("neon.csv")}", "--standard", $"silicon={File("silicon.csv")}",
            "--laser", "785", "--order", "2", "--out", File("calibration.json"), "--json");
        Assert.Equal("", error);
        Assert.Equal(0, code);
        var json = JsonNode.Parse(output)!;
        Assert.InRange((double)json["laser_nm"]!, 785.15, 785.25);
        Assert.InRange((double)json["rms_nm"]!, 0, 0.03);
        var written = WavelengthCalibration.Load(File("calibration.json"));
        Assert.Equal(("silicon", 21.5), (written.Standard, written.DetectorCelsius));
    }

    [Theory]
    [InlineData("instrument", "info", "tcp://127.0.0.1:1", "--protocol", "nope")]
    [InlineData("instrument", "info", "tcp://127.0.0.1")]
    [InlineData("instrument", "acquire", "/dev/null", "--laser", "5")]
    [InlineData("instrument", "calibrate", "--lamp", "xenon=a", "--laser", "785", "--out", "b")]
    public async Task Usage_Wrong_IsExitCode2AndPointsToHelp(params string[] args)
    {
        var (code, output, error) = await Run(args);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("--help", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("instrument", "info", "/nonexistent")]
    [InlineData("instrument", "replay", "/nonexistent")]
    [InlineData("instrument", "probe", "/nonexistent", "--json")]
    public async Task Failure_IsExitCode1(params string[] args) => Assert.Equal(1, (await Run(args)).Code);

    [Fact]
    public async Task Replay_NoCapture_SaysWhatWasExpected()
    {
        System.IO.File.WriteAllText(File("x"), "hello");
        var (code, _, error) = await Run("instrument", "replay", File("x"));
        Assert.Equal(1, code);
        Assert.Contains("expected a capture", error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture), error = new(CultureInfo.InvariantCulture);
        var code = await Program.RunAsync(args, output, error);
        return (code, output.ToString(), error.ToString());
    }

    string File(string name) => Path.Combine(_folder, name);

    // Gaussian lines on noise, at their true wavelengths; the instrument's own are 0.8 nm off.
    void Write(string name, IEnumerable<double> wavelengths)
    {
        var random = new Random(1);
        double[] axis = Polynomial.Wavelengths(Truth, Pixels);
        var counts = axis.Select(_ => (float)(500 + 10 * random.NextDouble())).ToArray();
        foreach (var line in wavelengths)
            for (var i = 0; i < Pixels; i++)
                counts[i] += (float)(3000 * Math.Exp(-Math.Pow((axis[i] - line) / 0.3, 2)));
        using var file = System.IO.File.CreateText(File(name));
        new RawSpectrumFile { Model = "STS", SerialNumber = "S1", DetectorCelsius = 21.5, Wavelengths = [.. axis.Select(value => value + 0.8)], Counts = counts }.Write(file);
    }
}
