using RoverRaman.Instruments.Calibration;
using RoverRaman.Instruments.Conversion;

namespace RoverRaman.Instruments.Tests.Conversion;

/// <summary>A lamp and a standard give back the polynomial and the laser that made their spectra.</summary>
public sealed class CalibrationTests : IDisposable
{
    const int Pixels = 2048;
    static readonly double[] Truth = [780.2, 0.0925, -3.1e-6, 1.2e-10];
    readonly string _folder = Directory.CreateTempSubdirectory("rr-cal-").FullName;

    [Theory]
    [InlineData(0, 0.2)]
    [InlineData(1.2, 2)]
    public void WavelengthFit_NeonAndArgon_GiveBackThePolynomial(double wrong, double tolerance)
    {
        var fit = Fit(wrong, tolerance);
        for (var pixel = 100; pixel < Pixels - 100; pixel += 50)
            Assert.InRange(Polynomial.Evaluate(fit.Coefficients, pixel) - Polynomial.Evaluate(Truth, pixel), -0.02, 0.02);
        Assert.InRange(fit.RmsNanometres, 0, 0.01);
        Assert.InRange(fit.Pairs, 10, 40);
    }

    [Fact]
    public void WavelengthFit_TooFewLines_SaysHowManyWereFound()
    {
        var error = Assert.Throws<InstrumentException>(() => WavelengthFit.Fit([new PixelPeak(100, 10)], ReferenceLines.Lamps["neon"], Guess(0), 1));
        Assert.Contains("at least 6 lamp lines", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("silicon", 784.9)]
    [InlineData("polystyrene", 785.4)]
    [InlineData("acetamidophenol", 785.0)]
    public void LaserFit_Standard_GivesBackTheLaser(string standard, double laser)
    {
        var shifts = ReferenceLines.Standards[standard];
        var spectrum = Lines(shifts.Select(shift => 1 / (1 / laser - shift * 1e-7)), seed: 3);
        var fit = LaserFit.Fit(PeakFinder.Find(spectrum), Truth, shifts, nominal: 785);
        Assert.InRange(fit.Nanometres - laser, -0.01, 0.01);
        Assert.InRange(fit.RmsWavenumbers, 0, 0.5);
    }

    [Fact]
    public void Calibration_SavedAndLoaded_IsTheSameAndRefusesAnotherInstrument()
    {
        var path = Path.Combine(_folder, "calibration.json");
        var made = new WavelengthCalibration { Model = "STS", SerialNumber = "S1", PixelCount = Pixels, Coefficients = Truth, LaserNanometres = 785.1, Lines = 12, RmsNanometres = 0.01, MadeAt = DateTimeOffset.UnixEpoch, DetectorCelsius = 21.5 };
        made.Save(path);
        var read = WavelengthCalibration.Load(path);
        Assert.Equal(made with { Coefficients = [], HotPixels = [] }, read with { Coefficients = [], HotPixels = [] });
        Assert.Equal(Truth, read.Coefficients);
        var other = new SpectrometerInfo("STS", "S2", Pixels, 16383, [], default, default);
        Assert.Contains("S2", Assert.Throws<InstrumentException>(() => read.Wavelengths(other)).Message, StringComparison.Ordinal);
        Assert.Equal(Pixels, read.Wavelengths(other with { SerialNumber = "S1" }).Length);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"pixel_count\":10,\"coefficients\":[1],\"laser_nanometres\":785}")]
    [InlineData("no json")]
    public void Calibration_BadFile_IsNamed(string text)
    {
        var path = Path.Combine(_folder, "bad.json");
        File.WriteAllText(path, text);
        Assert.Contains(path, Assert.Throws<InstrumentException>(() => WavelengthCalibration.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RawSpectrumFile_RoundTrips_AndNamesABadLine()
    {
        var path = Path.Combine(_folder, "raw.csv");
        var made = new RawSpectrumFile { Model = "STS", SerialNumber = "S1", DetectorCelsius = 20.5, IntegrationTime = TimeSpan.FromMilliseconds(100), Counts = [.. Enumerable.Range(0, 32).Select(i => i + 0.5f)] };
        using (var file = File.CreateText(path))
            made.Write(file);
        var read = RawSpectrumFile.Read(path);
        Assert.Equal((made.Model, made.SerialNumber, made.DetectorCelsius, made.IntegrationTime), (read.Model, read.SerialNumber, read.DetectorCelsius, read.IntegrationTime));
        Assert.Equal(made.Counts, read.Counts);
        File.AppendAllText(path, "33,nan,1\n");
        Assert.Contains("line 38", Assert.Throws<InstrumentException>(() => RawSpectrumFile.Read(path)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static WavelengthFit Fit(double wrong, double tolerance)
    {
        double[] lines = [.. ReferenceLines.Lamps["neon"], .. ReferenceLines.Lamps["argon"]];
        var spectrum = Lines(lines.Select(AirWavelength.ToVacuum), seed: 1);
        return WavelengthFit.Fit(PeakFinder.Find(spectrum), lines, Guess(wrong), tolerance);
    }

    static double[] Guess(double wrong) => [.. Polynomial.Wavelengths(Truth, Pixels).Select(value => value + wrong)];

    // Gaussian lines of 3 pixels' width on noise; those outside the detector are left out.
    static float[] Lines(IEnumerable<double> wavelengths, int seed)
    {
        var random = new Random(seed);
        var spectrum = new float[Pixels];
        for (var i = 0; i < Pixels; i++)
            spectrum[i] = (float)(500 + 10 * random.NextDouble());
        foreach (var wavelength in wavelengths.Where(value => value > Truth[0] && value < Polynomial.Evaluate(Truth, Pixels - 1)))
        {
            var centre = Enumerable.Range(0, Pixels).MinBy(i => Math.Abs(Polynomial.Evaluate(Truth, i) - wavelength));
            var exact = centre + (wavelength - Polynomial.Evaluate(Truth, centre)) / Truth[1];
            var height = 2000 + 3000 * random.NextDouble();
            for (var i = Math.Max(0, centre - 12); i < Math.Min(Pixels, centre + 13); i++)
                spectrum[i] += (float)(height * Math.Exp(-(i - exact) * (i - exact) / (2 * 1.3 * 1.3)));
        }
        return spectrum;
    }
}
