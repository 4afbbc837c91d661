using System.Diagnostics;
using System.Globalization;
using RoverRaman.TestSupport;

namespace RoverRaman.Spectra.Tests;

/// <summary>Linear interpolation onto the grid, zero outside (paper, section 2.2).</summary>
public sealed class GridResamplerTests
{
    static float[] Resample(double[] shifts, float[] intensities) => new Spectrum(new RamanShiftAxis(shifts), intensities).ToGrid();

    static (double[] Shifts, float[] Intensities) Random(int seed, int count, double from = 100, double to = 1800)
    {
        var random = new Random(seed);
        double[] shifts = [.. Enumerable.Range(0, count).Select(_ => from + (to - from) * random.NextDouble()).Distinct().Order()];
        return (shifts, [.. shifts.Select(_ => (float)(random.NextDouble() * 2000 - 100))]);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 500)]
    [InlineData(4, 4000)]
    public void Resample_AnyOrderOfAxis_GivesSameVector(int seed, int count)
    {
        var (shifts, intensities) = Random(seed, count);
        var ascending = Resample(shifts, intensities);

        Assert.Equal(ascending, Resample([.. shifts.Reverse()], [.. intensities.Reverse()]));
        var order = Enumerable.Range(0, shifts.Length).ToArray();
        for (var trial = 0; trial < 5; trial++)
        {
            new Random(trial).Shuffle(order);
            Assert.Equal(ascending, Resample([.. order.Select(i => shifts[i])], [.. order.Select(i => intensities[i])]));
        }
    }

    // numpy.interp(200 + arange(1392), [198.5, 200, 200.25, 900.5, 1591, 1700], [3, -1, 2, 1000.5, 8, 4], left=0, right=0)
    [Theory]
    [InlineData(200, -1.0)]
    [InlineData(201, 3.0694395)]
    [InlineData(500, 429.4193145)]
    [InlineData(900, 999.787040)]
    [InlineData(901, 999.7813179)]
    [InlineData(1250, 498.1412020)]
    [InlineData(1590, 9.4373642)]
    [InlineData(1591, 8.0)]
    public void Resample_SmallTable_MatchesNumpy(int shift, double expected)
    {
        var grid = Resample([198.5, 200, 200.25, 900.5, 1591, 1700], [3, -1, 2, 1000.5f, 8, 4]);

        Assert.Equal(expected, grid[shift - Grid.First], 3);
    }

    [Fact]
    public void Resample_RandomSpectra_MatchNumpyWhereInstalled()
    {
        var (shifts, intensities) = Random(5, 700, 350.25, 1500.75);
        var expected = NumpyInterp(shifts, intensities);
        Assert.SkipWhen(expected is null, "needs /usr/bin/python3 with numpy");

        var grid = Resample(shifts, intensities);
        for (var i = 0; i < Grid.Count; i++)
            Assert.InRange(grid[i] - expected[i], -0.01, 0.01);
    }

    [Fact]
    public void Resample_OutsideMeasuredRange_IsZero()
    {
        var resampler = new GridResampler(new RamanShiftAxis([400.5, 600.5]));
        var grid = new float[Grid.Count];
        Array.Fill(grid, 7);
        resampler.Resample([5, 5], grid);

        Assert.Equal(200, resampler.Covered);
        Assert.All(grid[..201], value => Assert.Equal(0, value));
        Assert.All(grid[201..401], value => Assert.Equal(5, value));
        Assert.All(grid[401..], value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(10, 199.9, 0)]
    [InlineData(1591.1, 3000, 0)]
    [InlineData(300.2, 300.8, 0)]
    [InlineData(199, 200, 1)]
    [InlineData(1591, 1592, 1)]
    [InlineData(-50, 5000, Grid.Count)]
    public void Covered_CountsGridPointsInside(double from, double to, int expected) =>
        Assert.Equal(expected, new GridResampler(new RamanShiftAxis([from, to])).Covered);

    [Fact]
    public void Resample_OnTheGridItself_ChangesNothing()
    {
        float[] intensities = [.. Enumerable.Range(0, Grid.Count).Select(i => i * 0.37f)];
        var grid = new float[Grid.Count];
        new GridResampler(RamanShiftAxis.Paper).Resample(intensities, grid);

        Assert.Equal(intensities, grid);
    }

    [Fact]
    public void Resample_SteadyState_AllocatesNothing()
    {
        var (shifts, intensities) = Random(6, 1024);
        var resampler = new GridResampler(new RamanShiftAxis(shifts));
        var grid = new float[Grid.Count];
        resampler.Resample(intensities, grid);

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 1000; i++)
                resampler.Resample(intensities, grid);
        }));
    }

    [Fact]
    public void Resample_WrongLengths_NameExpectedAndFound()
    {
        var resampler = new GridResampler(new RamanShiftAxis([300, 400, 500]));

        Assert.Contains("3 intensities", Assert.Throws<ArgumentException>(() => resampler.Resample(new float[2], new float[Grid.Count])).Message);
        Assert.Contains("1392", Assert.Throws<ArgumentException>(() => resampler.Resample(new float[3], new float[10])).Message);
    }

    static double[]? NumpyInterp(double[] shifts, float[] intensities)
    {
        const string Python = "/usr/bin/python3";
        if (!File.Exists(Python))
            return null;
        const string Script = """
            import sys
            try:
                import numpy
            except ImportError:
                sys.exit(3)
            x, y = numpy.loadtxt(sys.stdin).T
            print(*numpy.interp(numpy.arange(200, 1592.0), x, y, 0, 0))
            """;
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", Script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        using (var input = process.StandardInput)
            for (var i = 0; i < shifts.Length; i++)
                input.WriteLine(FormattableString.Invariant($"{shifts[i]:R} {intensities[i]:R}"));
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? [.. output.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))] : null;
    }
}
