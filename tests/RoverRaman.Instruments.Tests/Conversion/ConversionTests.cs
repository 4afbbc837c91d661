using RoverRaman.Instruments.Conversion;
using RoverRaman.Spectra;
using RoverRaman.TestSupport;

namespace RoverRaman.Instruments.Tests.Conversion;

/// <summary>From counts to Raman shift: each step does what its source says, and no more.</summary>
public class ConversionTests
{
    const int Pixels = 1024;

    [Theory]
    [InlineData(785, 1.000275)]
    [InlineData(532, 1.000278)]
    public void Index_OfAir_IsThePublishedOne(double nanometres, double expected)
    {
        Assert.Equal(expected, AirWavelength.Index(nanometres), 6);
        Assert.Equal(nanometres, AirWavelength.ToAir(AirWavelength.ToVacuum(nanometres)), 5);
    }

    [Fact]
    public void Axis_SiliconBehind785_IsAtItsPublishedWavelength()
    {
        var axis = RamanShiftAxis.FromWavelengths([818.4375, 900], 785);
        Assert.Equal(520.45, axis.Shifts[0], 2);
    }

    [Theory]
    [InlineData(false, -0.15, -0.10)] // both in air and taken as such: the small rest is in the other branch
    [InlineData(true, -0.01, 0.01)]
    public void Axis_LaserAndLinesInAir_AreBroughtToVacuum(bool inAir, double low, double high)
    {
        var (laser, line) = (AirWavelength.ToAir(785), AirWavelength.ToAir(1 / (1 / 785.0 - 520.45e-7)));
        var info = Info([line, .. Enumerable.Range(1, Pixels - 1).Select(i => line + i * 0.1)]);
        var shift = new FrameConverter(info, laser, new FrameConverterOptions { InAir = inAir }).Axis.Shifts[0];
        Assert.InRange(520.45 - shift, low, high);
    }

    [Fact]
    public void Convert_Nonlinearity_StraightensWhatTheLightAdded()
    {
        var info = Info(Wavelengths()) with { Nonlinearity = [0.95, 1e-5] };
        var converter = new FrameConverter(info, 785);
        var time = TimeSpan.FromMilliseconds(1);
        converter.SetDark(Flat(600), time);
        var grid = new float[Grid.Count];
        converter.Convert(Flat(1600), time, grid);
        Assert.Equal(1000 / (0.95 + 0.01), grid[700], 2);
    }

    [Fact]
    public void Convert_MeanOfScans_IsSaturatedEarlier()
    {
        var converter = new FrameConverter(Info(Wavelengths()), 785);
        var grid = new float[Grid.Count];
        Assert.DoesNotContain("Saturated", converter.Convert(Flat(15000), new FrameInfo(0, default), grid).ToString(), StringComparison.Ordinal);
        Assert.Contains("Saturated", converter.Convert(Flat(15000), new FrameInfo(0, default, Scans: 4), grid).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_HotPixel_TakesTheLineBetweenItsNeighbours()
    {
        var converter = new FrameConverter(Info(Wavelengths()), 785);
        var dark = Noise(600, 5, 1);
        dark[500] = 5000;
        converter.SetDark(dark, default);
        Assert.Equal(1, converter.HotPixelCount);
        var grid = new float[Grid.Count];
        var light = Noise(900, 5, 2);
        light[500] = 9000;
        converter.Convert(light, default(TimeSpan), grid);
        Assert.InRange(grid.Max(), 280, 340);
    }

    [Fact]
    public void SpikeFilter_RayOnNoise_GoesAndABandStays()
    {
        var frame = Noise(1000, 10, 3);
        for (var i = 0; i < Pixels; i++)
            frame[i] += 3000 * MathF.Exp(-(i - 300) * (i - 300) / 50f);
        var before = (float[])frame.Clone();
        frame[700] += 2000;
        frame[701] += 900;
        Assert.Equal(2, new SpikeFilter(Pixels).Remove(frame));
        Assert.InRange(frame[700], 950, 1050);
        Assert.Equal(before[250..350], frame[250..350]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void FrameStack_RayInOneFrame_IsLeftOutAndASharpBandStays(int frames)
    {
        var stack = new FrameStack(Pixels, frames);
        for (var i = 0; i < frames; i++)
        {
            var frame = Noise(1000, 10, 10 + i);
            frame[300] += 4000; // a band one pixel wide, in every frame
            if (i == 0)
                frame[700] += 2000;
            frame.CopyTo(stack.Next());
        }
        var mean = new float[Pixels];
        Assert.Equal(1, stack.Average(mean));
        Assert.InRange(mean[700], 960, 1040);
        Assert.InRange(mean[300], 4950, 5050);
    }

    [Fact]
    public void FrameStack_SteadyState_AllocatesNothing()
    {
        var stack = new FrameStack(Pixels, 3);
        var mean = new float[Pixels];
        var frame = Noise(1000, 10, 1);
        Work();
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 20; i++)
                Work();
        }));

        void Work()
        {
            stack.Clear();
            for (var i = 0; i < 3; i++)
                frame.CopyTo(stack.Next());
            stack.Average(mean);
        }
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(1)]
    [InlineData(20)]
    public void AutoExposure_LinearDetector_EndsInTheWindowWithinItsTries(double brightness)
    {
        var exposure = new AutoExposure { Shortest = TimeSpan.FromMilliseconds(1), Longest = TimeSpan.FromSeconds(20) };
        var time = TimeSpan.FromMilliseconds(100);
        var tries = 0;
        for (; tries < 10; tries++)
        {
            float[] frame = [(float)Math.Min(16383, time.TotalMilliseconds * 100 * brightness)];
            if (exposure.Next(time, frame, 16383) is not { } next)
                break;
            time = next;
        }
        Assert.InRange(time.TotalMilliseconds * 100 * brightness / 16383, exposure.Lowest, exposure.Highest);
        Assert.InRange(tries, 0, exposure.MaximumTries);
    }

    [Fact]
    public void AutoExposure_AtItsLimits_AsksForNoMore()
    {
        var exposure = new AutoExposure();
        Assert.Null(exposure.Next(exposure.Longest, [10f], 16383));
        Assert.Null(exposure.Next(exposure.Shortest, [16383f], 16383));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3.4)]
    [InlineData(-6.2)]
    public void DriftMonitor_ShiftedLine_IsFoundToAFraction(double shift)
    {
        var monitor = new DriftMonitor(520.45);
        var random = new Random(1);
        var grid = new float[Grid.Count];
        for (var n = 0; n < 30; n++)
        {
            for (var i = 0; i < grid.Length; i++)
                grid[i] = (float)(100 + 5 * random.NextDouble() + 2000 * Math.Exp(-Math.Pow(Grid.First + i - 520.45 - shift, 2) / 18));
            Assert.True(monitor.Observe(grid));
        }
        Assert.InRange(monitor.Drift!.Value - shift, -0.2, 0.2);
    }

    [Fact]
    public void DriftMonitor_NoLine_LearnsNothing()
    {
        var monitor = new DriftMonitor(520.45);
        Assert.False(monitor.Observe(Noise(100, 5, 1, Grid.Count)));
        Assert.Null(monitor.Drift);
    }

    static float[] Flat(float value) => [.. Enumerable.Repeat(value, Pixels)];

    static float[] Noise(double level, double spread, int seed, int count = Pixels)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (float)(level + spread * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return values;
    }

    static double[] Wavelengths() => [.. Enumerable.Range(0, Pixels).Select(i => 790 + i * 0.12)];

    static SpectrometerInfo Info(double[] wavelengths) => new("test", "1", Pixels, 16383, wavelengths, default, TimeSpan.FromSeconds(1));
}
