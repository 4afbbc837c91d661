using RoverRaman.Spectra;
using RoverRaman.Training.Augment.Paper;

namespace RoverRaman.Training.Tests.Augment;

public sealed class PaperAugmentationTests
{
    static readonly int[] Centres = [150, 420, 700, 1130];

    public static IEnumerable<TheoryDataRow<ISpectrumAugmentation>> Keeping() =>
        [new TanhBaseline(), new CosineBaseline(), new GaussianNoise(), new DownsampleInterpolate(), new IntensityScaling(), new PaperAugmentations()];

    [Theory, MemberData(nameof(Keeping))]
    public void Apply_AnyDraw_KeepsEveryPeakWithin3(ISpectrumAugmentation augmentation)
    {
        var random = new Random(5);
        for (var draw = 0; draw < 40; draw++)
        {
            var changed = augmentation.Apply(Spectrum(), random);
            Assert.All(Centres, centre => Assert.InRange(PeakNear(changed, centre), centre - 3, centre + 3));
        }
    }

    [Theory, MemberData(nameof(Keeping))]
    public void Apply_AnyDraw_ChangesACopyAndNothingElse(ISpectrumAugmentation augmentation)
    {
        var spectrum = Spectrum();
        var random = new Random(1);
        Assert.Contains(Enumerable.Range(0, 5), _ => !augmentation.Apply(spectrum, random).SequenceEqual(spectrum));
        Assert.Equal(Spectrum(), spectrum);
    }

    [Fact]
    public void Apply_PeakShift_MovesAllPeaksTogether()
    {
        var random = new Random(3);
        var moves = Enumerable.Range(0, 30).Select(_ =>
        {
            var changed = new PeakShift(8).Apply(Spectrum(), random);
            return Assert.Single(Centres.Select(centre => PeakNear(changed, centre) - centre).Distinct());
        }).ToArray();
        Assert.All(moves, move => Assert.InRange(move, -8, 8));
        Assert.Contains(moves, move => move < 0);
        Assert.Contains(moves, move => move > 0);
    }

    [Fact]
    public void Apply_SameSeed_DrawsTheSame() =>
        Assert.Equal(new PaperAugmentations().Apply(Spectrum(), new Random(9)), new PaperAugmentations().Apply(Spectrum(), new Random(9)));

    [Fact]
    public void Extend_Copies_StandBehindTheirSpectrum()
    {
        var data = new PaperAugmentations().Extend(SyntheticMinerals.Create(2, 3), 4, seed: 0);
        Assert.Equal(30, data.Spectra.Count);
        Assert.All(data.Spectra.Chunk(5), group => Assert.Single(group.Select(spectrum => spectrum.Source).Distinct()));
    }

    static float[] Spectrum()
    {
        var values = new float[Grid.Count];
        for (var i = 0; i < values.Length; i++)
            foreach (var centre in Centres)
                values[i] += 1 / (1 + (i - centre) * (i - centre) / 16f);
        return values;
    }

    static int PeakNear(float[] values, int centre)
    {
        var around = values.AsSpan(centre - 15, 31);
        var best = 0;
        for (var i = 1; i < around.Length; i++)
            if (around[i] > around[best])
                best = i;
        return centre - 15 + best;
    }
}
