using RoverRaman.Emulator;
using RoverRaman.Spectra;
using RoverRaman.TestSupport;

namespace RoverRaman.Instruments.Tests;

public class FrameConverterTests
{
    static readonly TimeSpan Time = TimeSpan.FromMilliseconds(100);
    readonly FrameConverter _converter = new(Info(), 785);
    readonly float[] _grid = new float[Grid.Count];

    [Fact]
    public void Axis_FromWavelengths_IsRamanShiftOfTheLaser()
    {
        // 785 nm and 868.32 nm are 1222.4 cm-1 apart: 1e7/785 - 1e7/868.32.
        var info = Info() with { Wavelengths = [785, 868.32, 900], PixelCount = 3 };
        var shifts = new FrameConverter(info, 785).Axis.Shifts;
        Assert.Equal(0, shifts[0], 6);
        Assert.Equal(1222.36, shifts[1], 2);
    }

    [Fact]
    public void Covered_WholeGrid_IsEveryPoint() => Assert.Equal(Grid.Count, _converter.Covered);

    [Fact]
    public void Convert_WithDark_SubtractsItAndKeepsNegatives()
    {
        _converter.SetDark(Counts(600), Time);
        Assert.Equal(QualityFlags.None, _converter.Convert(Counts(1000), Time, _grid));
        Assert.All(_grid, value => Assert.Equal(400, value, 1e-3));
        _converter.Convert(Counts(500), Time, _grid);
        Assert.All(_grid, value => Assert.Equal(-100, value, 1e-3));
    }

    [Fact]
    public void Convert_DarkOfAnotherIntegrationTime_IsNotUsedAndFlagged()
    {
        _converter.SetDark(Counts(600), Time * 2);
        Assert.Equal(QualityFlags.NoDark, _converter.Convert(Counts(1000), Time, _grid));
        Assert.All(_grid, value => Assert.Equal(1000, value, 1e-3));
    }

    [Fact]
    public void Convert_AfterClearDark_IsFlagged()
    {
        _converter.SetDark(Counts(600), Time);
        _converter.ClearDark();
        Assert.Equal(QualityFlags.NoDark, _converter.Convert(Counts(1000), Time, _grid));
        Assert.Null(_converter.DarkTime);
    }

    [Theory]
    [InlineData(15_999, QualityFlags.None)]
    [InlineData(16_000, QualityFlags.Saturated)]
    [InlineData(16_383, QualityFlags.Saturated)]
    public void Convert_OnePixelNearFullScale_FlagsWithMargin(float count, QualityFlags expected)
    {
        _converter.SetDark(Counts(600), Time);
        var counts = Counts(1000);
        counts[^1] = count;
        Assert.Equal(expected, _converter.Convert(counts, Time, _grid));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Convert_NotFinite_IsFlagged(float count)
    {
        _converter.SetDark(Counts(600), Time);
        var counts = Counts(1000);
        counts[0] = count;
        Assert.Equal(QualityFlags.NotFinite, _converter.Convert(counts, Time, _grid));
    }

    [Fact]
    public void Convert_WrongNumberOfCounts_SaysBothNumbers()
    {
        var error = Assert.Throws<ArgumentException>(() => _converter.Convert(new float[10], Time, _grid));
        Assert.Contains("Expected 1024 counts", error.Message, StringComparison.Ordinal);
        Assert.Contains("found 10", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_SteadyState_AllocatesNothing()
    {
        var counts = Counts(1000);
        _converter.SetDark(Counts(600), Time);
        _converter.Convert(counts, Time, _grid);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 100; i++)
                _converter.Convert(counts, Time, _grid);
        }));
    }

    static float[] Counts(float value)
    {
        var counts = new float[1024];
        Array.Fill(counts, value);
        return counts;
    }

    static SpectrometerInfo Info()
    {
        var detector = new Detector(new DetectorOptions());
        double[] wavelengths = [.. Enumerable.Range(0, 1024).Select(pixel => detector.Coefficients[0] + pixel * (detector.Coefficients[1] + pixel * (double)detector.Coefficients[2]))];
        return new SpectrometerInfo("STS", "test", 1024, 16383, wavelengths, TimeSpan.FromMicroseconds(10), TimeSpan.FromSeconds(85));
    }
}
