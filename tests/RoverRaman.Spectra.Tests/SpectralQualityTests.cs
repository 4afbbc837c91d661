using RoverRaman.TestSupport;

namespace RoverRaman.Spectra.Tests;

public sealed class SpectralQualityTests
{
    static float[] Make(Func<int, double> value) => [.. Enumerable.Range(0, Grid.Count).Select(i => (float)value(i))];

    static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    static double Peak(int i, double at, double width) => Math.Exp(-Math.Pow((Grid.First + i - at) / width, 2));

    static Func<int, double> Fluorescence(Random random, double noise)
    {
        double centre = random.Next(1800), width = random.Next(400, 1300), second = random.NextDouble(), offset = random.NextDouble() / 2;
        return i =>
        {
            var level = Peak(i, centre, width) + second * Peak(i, 1800 - centre, width) + offset;
            return level + noise * Math.Sqrt(level) * Gauss(random);
        };
    }

    // Caught out of 200 spectra of a kind.
    static int Caught(Func<Random, Func<int, double>> kind)
    {
        var random = new Random(1);
        return Enumerable.Range(0, 200).Count(_ => (SpectralQuality.Assess(Make(kind(random)), Grid.Count) & SpectralQuality.Unusable) != 0);
    }

    [Fact]
    public void Assess_NotFinite_IsFlaggedAlone()
    {
        foreach (var bad in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            var grid = Make(i => i);
            grid[700] = bad;
            Assert.Equal(QualityFlags.NotFinite, SpectralQuality.Assess(grid, Grid.Count));
        }
    }

    [Fact]
    public void Assess_Zeros_AreDarkAndFlat() =>
        Assert.Equal(QualityFlags.Dark | QualityFlags.Flat | QualityFlags.LowSignal, SpectralQuality.Assess(new float[Grid.Count], Grid.Count));

    [Theory]
    [InlineData(5)]
    [InlineData(1e-6)]
    [InlineData(60000)]
    public void Assess_Constant_IsFlat(double level) =>
        Assert.Equal(QualityFlags.Flat | QualityFlags.LowSignal, SpectralQuality.Assess(Make(_ => level), Grid.Count));

    [Fact]
    public void Assess_NegativeConstant_IsDarkToo() =>
        Assert.Equal(QualityFlags.Dark | QualityFlags.Flat | QualityFlags.LowSignal, SpectralQuality.Assess(Make(_ => -3), Grid.Count));

    [Fact]
    public void Assess_NoiseAroundZero_IsDark()
    {
        var random = new Random(2);
        Assert.Equal(QualityFlags.Dark | QualityFlags.LowSignal, SpectralQuality.Assess(Make(_ => 20 * Gauss(random)), Grid.Count));
    }

    [Fact]
    public void Assess_WhiteNoise_IsCaught() => Assert.InRange(Caught(random => _ => 100 + Gauss(random)), 198, 200);

    [Theory]
    [InlineData(0)]
    [InlineData(1e-4)]
    [InlineData(1e-3)]
    [InlineData(1e-2)]
    public void Assess_SmoothFluorescence_IsNearlyAlwaysCaught(double noise) => Assert.InRange(Caught(random => Fluorescence(random, noise)), 180, 200);

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.2)]
    public void Assess_PeakOnFluorescence_IsNeverCaught(double height) => Assert.Equal(0, Caught(random =>
    {
        var background = Fluorescence(random, 0.003);
        var at = random.Next(300, 1500);
        return i => background(i) + height * Peak(i, at, 6);
    }));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Assess_CosmicRaysAlone_AreNoPeaks(int width) => Assert.InRange(
        Caught(random =>
        {
            var (fluorescence, at) = (Fluorescence(random, 0.002), random.Next(100, 1200));
            return i => fluorescence(i) + (i >= at && i < at + width ? 1 : 0);
        }), 180, 200);

    [Fact]
    public void Assess_LineAsNarrowAsASpectrometersGets_IsFine() => Assert.Equal(0, Caught(random =>
    {
        var at = random.Next(400, 1400);
        return i => 100 + (1000 * Peak(i, at, 3)) + Gauss(random);
    }));

    [Fact]
    public void Assess_PlateauAtTheLargestValue_IsSaturated()
    {
        Assert.Equal(QualityFlags.Saturated, SpectralQuality.Assess(Make(i => Math.Min(0.6, Peak(i, 464, 30) + (0.3 * Peak(i, 900, 8)))), Grid.Count));
        Assert.Equal(QualityFlags.None, SpectralQuality.Assess(Make(i => Peak(i, 464, 30) + (0.3 * Peak(i, 900, 8))), Grid.Count));
    }

    [Fact]
    public void Assess_CleanPeaks_AreFine() =>
        Assert.Equal(QualityFlags.None, SpectralQuality.Assess(Make(i => Peak(i, 464, 6) + 0.3 * Peak(i, 206, 10)), Grid.Count));

    // Processed RRUFF files are clipped to zero beside their bands: diamond has one.
    [Fact]
    public void Assess_OneBandInClippedZeros_IsFine() =>
        Assert.Equal(QualityFlags.None, SpectralQuality.Assess(Make(i => Math.Max(0, Peak(i, 1332, 4) - 0.01)), Grid.Count));

    // The steps at the ends of the measured range are no peaks.
    [Fact]
    public void Assess_ConstantInsideARange_IsFlatNotAPeak() =>
        Assert.Equal(QualityFlags.Flat | QualityFlags.LowSignal, SpectralQuality.Assess(Make(i => i is > 100 and <= 1100 ? 5 : 0), 1000));

    [Fact]
    public void Assess_RangeNotGiven_IsFromTheFirstToTheLastValue()
    {
        Assert.Equal(QualityFlags.Flat | QualityFlags.LowSignal, SpectralQuality.Assess(Make(i => i is > 100 and <= 1100 ? 5 : 0)));
        Assert.Equal(QualityFlags.PoorCoverage, SpectralQuality.Assess(Make(i => i is > 100 and <= 600 ? 1 + Peak(i, 464, 6) : 0)));
        Assert.Equal(QualityFlags.Dark | QualityFlags.Flat | QualityFlags.LowSignal, SpectralQuality.Assess(new float[Grid.Count]));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(695, true)]
    [InlineData(696, false)]
    [InlineData(Grid.Count, false)]
    public void Assess_LessThanHalfTheGrid_IsPoorCoverage(int covered, bool poor) =>
        Assert.Equal(poor, (SpectralQuality.Assess(Make(i => i < covered ? 1 + Peak(i, 464, 6) : 0), covered) & QualityFlags.PoorCoverage) != 0);

    [Fact]
    public void Assess_AnyScale_GivesTheSameFlags()
    {
        var random = new Random(3);
        foreach (var grid in Enumerable.Range(0, 50).Select(_ => Make(Fluorescence(random, 0.01))))
            foreach (var scale in new[] { 1e-6f, 1e6f })
                Assert.Equal(SpectralQuality.Assess(grid, Grid.Count), SpectralQuality.Assess([.. grid.Select(value => value * scale)], Grid.Count));
    }

    [Fact]
    public void Assess_AllocatesNothing()
    {
        var grid = Make(i => Peak(i, 464, 6));
        _ = SpectralQuality.Assess(grid, Grid.Count);

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 100; i++)
                _ = SpectralQuality.Assess(grid, Grid.Count);
        }));
    }

    [Fact]
    public void Assess_WrongLength_IsRefused() => Assert.Throws<ArgumentException>(() => SpectralQuality.Assess(new float[100], 100));

    // Frozen: the values travel on the wire.
    [Fact]
    public void QualityFlags_ValuesAreFrozen() => Assert.Equal(
        "None=0 NotFinite=1 Saturated=2 Dark=4 Flat=8 PoorCoverage=16 LowSignal=32 NoDark=64",
        string.Join(' ', Enum.GetValues<QualityFlags>().Select(flag => $"{flag}={(int)flag}")));
}
