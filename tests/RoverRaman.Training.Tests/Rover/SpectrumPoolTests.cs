using RoverRaman.Spectra;
using RoverRaman.Training.Train.Rover;

namespace RoverRaman.Training.Tests.Rover;

public sealed class SpectrumPoolTests
{
    static readonly Dictionary<string, int> Index = new() { ["A"] = 0, ["B"] = 1, ["C"] = 2 };

    // Five of A, two of B, one of C.
    static SpectrumPool Pool(double rarity) => SpectrumPool.Of(
        [.. "AAAAABBC".Select((name, i) => new LabeledSpectrum([.. Enumerable.Range(0, Grid.Count).Select(at => at == 100 * i ? 1f : 0)], $"{name}", null, $"{i}", null))],
        Index, rarity);

    [Fact]
    public void Mates_AreOfTheSameClass_AndReachAllOfIt()
    {
        using var pool = Pool(1);
        var random = new Random(1);
        long[] rows = [.. Enumerable.Repeat(new long[] { 0, 5, 7 }, 200).SelectMany(row => row)];
        var mates = pool.Mates(rows, random);
        Assert.All(rows.Zip(mates), pair => Assert.Equal(pool.Labels[(int)pair.First], pool.Labels[(int)pair.Second]));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], mates.Distinct().Order());
    }

    [Theory]
    [InlineData(1, 1 / 3.0)] // classes evenly
    [InlineData(0, 5 / 8.0)] // spectra evenly
    public void Draw_Rarity_WeighsTheCommonClass(double rarity, double share)
    {
        using var pool = Pool(rarity);
        var drawn = pool.Draw(6000, new Random(2));
        Assert.Equal(share, drawn.Average(row => pool.Labels[(int)row] == 0 ? 1.0 : 0), 0.03);
    }
}
