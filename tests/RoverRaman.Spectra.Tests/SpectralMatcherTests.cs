namespace RoverRaman.Spectra.Tests;

public sealed class SpectralMatcherTests
{
    static readonly double[][] Bands = [[464, 206, 355], [1086, 281, 712], [507, 480, 287], [1332]];

    static float[] Mineral(int label, double shift = 0, double fluorescence = 0, int seed = 0)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Grid.Count).Select(i =>
        {
            double at = Grid.First + i - shift;
            return (float)(Bands[label].Select((band, k) => Math.Exp(-Math.Pow((at - band) / 7, 2)) / (k + 1)).Sum()
                + fluorescence * Math.Exp(-Math.Pow((at - 900) / 600, 2)) + 0.01 * random.NextDouble());
        })];
    }

    static readonly SpectrumDataSet References = new(
        [.. Enumerable.Range(0, 8).Select(i => new LabeledSpectrum(Mineral(i % 4, seed: i), $"m{i % 4}", null, $"r{i}", null)), new LabeledSpectrum(Mineral(0), null, null, "x", null)]);

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Match_QueryOnFluorescence_FindsItsMineral(double fluorescence)
    {
        var matcher = new SpectralMatcher(References);
        for (var label = 0; label < Bands.Length; label++)
        {
            var matches = matcher.Match(Mineral(label, 0, fluorescence, 99), 3);
            Assert.Equal((3, label, $"m{label}"), (matches.Count, matches[0].Label, matches[0].ClassName));
            Assert.InRange(matches[0].Similarity, 0.1f, 1f);
            Assert.True(matches[0].Similarity > matches[1].Similarity && matches[1].Similarity >= matches[2].Similarity);
        }
    }

    [Fact]
    public void Match_ReferenceItself_IsSimilarByOne()
    {
        var best = new SpectralMatcher(References).Match(References.Spectra[5].Intensities, 1).Single();

        Assert.Equal(("r5", 1.0f), (best.Source, best.Similarity), EqualityComparer<(string, float)>.Create((a, b) => a.Item1 == b.Item1 && Math.Abs(a.Item2 - b.Item2) < 1e-5));
    }

    [Fact]
    public void Match_ShiftedQuery_NeedsTheLagSearch()
    {
        var query = Mineral(1, shift: 25, seed: 99);
        var plain = new SpectralMatcher(References).Match(query, 4).Single(match => match.Label == 1);
        var best = new SpectralMatcher(References, new MatcherOptions { MaxLag = 30 }).Match(query, 1).Single();

        Assert.Equal((1, -25), (best.Label, best.Lag));
        Assert.True(best.Similarity > plain.Similarity + 0.3f);
    }

    [Fact]
    public void Match_ScaleOfQuery_DoesNotMatter()
    {
        var matcher = new SpectralMatcher(References);
        var query = Mineral(2, fluorescence: 3, seed: 98);

        Assert.Equal(matcher.Match(query, 1)[0].Similarity, matcher.Match([.. query.Select(value => value * 1000)], 1)[0].Similarity, 4);
    }

    [Fact]
    public void Match_Zeros_AreSimilarToNothing() =>
        Assert.All(new SpectralMatcher(References).Match(new float[Grid.Count], 10), match => Assert.Equal(0, match.Similarity));

    [Fact]
    public void MatchAll_AnswersInOrder()
    {
        var matcher = new SpectralMatcher(References);
        float[][] queries = [.. Enumerable.Range(0, 40).Select(i => Mineral(i % 4, seed: 100 + i))];

        Assert.Equal(Enumerable.Range(0, 40).Select(i => i % 4), matcher.MatchAll(queries, 1).Select(matches => matches[0].Label));
    }

    [Fact]
    public void Match_BadArguments_AreNamed()
    {
        var matcher = new SpectralMatcher(References);

        Assert.Throws<ArgumentException>(() => matcher.Match(new float[3], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => matcher.Match(new float[Grid.Count], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpectralMatcher(References, new MatcherOptions { MaxLag = -1 }));
    }

    [Fact]
    public void SnipBaseline_StraightLineUnderAPeak_IsRemoved()
    {
        float[] values = [.. Enumerable.Range(0, 500).Select(i => (float)(100 + i * 0.5 + 50 * Math.Exp(-Math.Pow((i - 250) / 5.0, 2))))];
        SnipBaseline.Remove(values);

        Assert.Equal(50, values[250], 1.0);
        Assert.All(values[..200], value => Assert.Equal(0, value, 1e-3));
        Assert.All(values, value => Assert.True(value >= 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(30)]
    public void SnipBaseline_ShortInput_IsFine(int count) => SnipBaseline.Remove(new float[count]);
}
