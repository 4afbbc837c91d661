using FsCheck.Fluent;

namespace RoverRaman.Spectra.Tests;

public sealed class SpectrumDataSetTests
{
    static LabeledSpectrum Spectrum(string? name, string? specimen, float value = 1)
    {
        var intensities = new float[Grid.Count];
        intensities[0] = value;
        return new LabeledSpectrum(intensities, name, specimen, "made up", null);
    }

    // Each entry: class, specimen, number of spectra.
    static SpectrumDataSet Set(params (string Class, string? Specimen, int Count)[] parts) =>
        new([.. parts.SelectMany(part => Enumerable.Range(0, part.Count).Select(i => Spectrum(part.Class, part.Specimen, i + 1)))]);

    static SpectrumDataSet RandomSet(int seed, bool ids = true)
    {
        var random = new Random(seed);
        return new([.. Enumerable.Range(0, random.Next(20, 200)).Select(i =>
        {
            var mineral = random.Next(8);
            return Spectrum($"class{mineral}", ids ? $"R{mineral}{random.Next(6)}" : null, i);
        })]);
    }

    [Fact]
    public void Classes_AreOrdinalAndLabelsPointAtThem()
    {
        var set = new SpectrumDataSet([Spectrum("b", "1"), Spectrum("B", "2"), Spectrum(null, "3"), Spectrum("a", "4"), Spectrum("b", "5")]);

        Assert.Equal(["B", "a", "b"], set.Classes);
        Assert.Equal([2, 0, -1, 1, 2], set.Labels);
        Assert.Equal([1, 1, 2], set.CountByClass());
    }

    [Fact]
    public void Prune_DropsSmallClassesAndKeepsUnlabelled()
    {
        var set = SpectrumDataSet.Concat(Set(("a", "1", 7), ("b", "2", 8), ("c", "3", 9)), new([Spectrum(null, "4")])).Prune(8);

        Assert.Equal(["b", "c"], set.Classes);
        Assert.Equal(18, set.Spectra.Count);
        Assert.Equal(-1, set.Labels[^1]);
    }

    [Fact]
    public void Subset_KeepsTheClasses()
    {
        var subset = Set(("a", "1", 1), ("b", "2", 1), ("c", "3", 1)).Subset([2, 0]);

        Assert.Equal(["a", "b", "c"], subset.Classes);
        Assert.Equal([2, 0], subset.Labels);
    }

    [Fact]
    public void Distinct_DropsEqualSpectraOfOneClassAlone()
    {
        var set = new SpectrumDataSet([Spectrum("a", "1", 5), Spectrum("b", "2", 5), Spectrum("a", "3", 5), Spectrum("a", "4", 6)]).Distinct();

        Assert.Equal(["1", "2", "4"], set.Spectra.Select(spectrum => spectrum.SpecimenId));
    }

    [Fact]
    public void Constructor_WrongLength_NamesTheSource() => Assert.Contains(
        "made up",
        Assert.Throws<ArgumentException>(() => new SpectrumDataSet([new LabeledSpectrum(new float[5], "a", null, "made up", null)])).Message);

    [Fact]
    public void HasSpecimenIds_NeedsAll()
    {
        Assert.True(Set(("a", "1", 2)).HasSpecimenIds);
        Assert.False(Set(("a", "1", 2), ("b", null, 1)).HasSpecimenIds);
        Assert.False(SpectrumDataSet.Empty.HasSpecimenIds);
    }

    // Frozen: the hash stands in every model.json. The value was computed from its description with another program.
    [Fact]
    public void Sha256_IsFrozen() => Assert.Equal(
        "54eda22ad04cf6b8ba19dc22858dbd5d",
        new SpectrumDataSet([Spectrum("Quartz", "R040031", 2.5f), Spectrum(null, null, -1)]).Sha256[..32]);

    [Fact]
    public void Sha256_ChangesWithLabelSpecimenIntensityAndOrder()
    {
        var hashes = new[]
        {
            Set(("a", "1", 2)), Set(("b", "1", 2)), Set(("a", "2", 2)), Set(("a", null, 2)), Set(("a", "", 2)), Set(("a1", "", 2)), Set(("a", "1", 2)).Subset([1, 0]),
        }.Select(set => set.Sha256);

        Assert.Equal(7, hashes.Distinct().Count());
        Assert.Equal(Set(("a", "1", 2)).Sha256, Set(("a", "1", 2)).Sha256);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Folds_AnySet_ArePartitionWithoutSharedSpecimens(bool ids) => FsCheck.Check.One(
        FsCheck.Config.QuickThrowOnFailure,
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var set = RandomSet(seed, ids);
            var folds = set.Folds(5, seed);
            Assert.Equal(Enumerable.Range(0, set.Spectra.Count), folds.SelectMany(fold => fold).Order());
            if (ids)
                Assert.Equal(
                    set.Spectra.Select(spectrum => spectrum.SpecimenId).Distinct().Count(),
                    folds.Sum(fold => fold.Select(i => set.Spectra[i].SpecimenId).Distinct().Count()));
            else
                Assert.All(ClassCounts(set, folds), counts => Assert.InRange(counts.Max() - counts.Min(), 0, 1));
        }));

    [Fact]
    public void Split_AnySet_KeepsSpecimensTogetherAndOneOfEachClass() => FsCheck.Check.One(
        FsCheck.Config.QuickThrowOnFailure,
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var set = RandomSet(seed);
            var split = set.Split(seed % 2 == 0 ? 0.3 : 0.95, seed);
            Assert.Equal(Enumerable.Range(0, set.Spectra.Count), split.Rest.Concat(split.Part).Order());
            Assert.Empty(split.Rest.Select(i => set.Spectra[i].SpecimenId).Intersect(split.Part.Select(i => set.Spectra[i].SpecimenId)));
            Assert.Equal(set.Classes.Count, split.Rest.Select(i => set.Labels[i]).Distinct().Count());
        }));

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    public void Split_SingleSpectra_TakesTheShareOfSmallClassesToo(double fraction)
    {
        var set = new SpectrumDataSet([.. Enumerable.Range(0, 1000).Select(i => Spectrum($"class{i % 200}", null, i))]);

        Assert.InRange(set.Split(fraction, 1).Part.Length, fraction * 1000 - 2, fraction * 1000 + 2);
    }

    [Fact]
    public void Folds_ManySpecimens_AreEvenInSizeAndClass()
    {
        var set = Set([.. Enumerable.Range(0, 60).Select(i => ($"class{i % 4}", (string?)$"R{i}", 1 + i / 4 % 3))]);
        var folds = set.Folds(5, 7);

        Assert.InRange(folds.Max(fold => fold.Length) - folds.Min(fold => fold.Length), 0, 3);
        Assert.All(ClassCounts(set, folds), counts => Assert.InRange(counts.Max() - counts.Min(), 0, 3));
    }

    [Fact]
    public void FoldsAndSplit_SameSeedSameParts_OtherSeedOtherParts()
    {
        var set = RandomSet(1);

        Assert.Equal(set.Folds(3, 5), set.Folds(3, 5));
        Assert.NotEqual(set.Folds(3, 5), set.Folds(3, 6));
        Assert.Equal(set.Split(0.2, 5).Part, set.Split(0.2, 5).Part);
        Assert.NotEqual(set.Split(0.2, 5).Part, set.Split(0.2, 6).Part);
    }

    // Frozen: a published figure names its split by seed.
    [Fact]
    public void Folds_OfASeed_AreFrozen() =>
        Assert.Equal([[0, 5, 6, 7, 8], [1, 2, 3, 4, 9, 10]], Set(("a", "1", 1), ("a", "2", 2), ("b", "3", 2), ("b", "4", 1), ("c", "5", 3), ("c", null, 2)).Folds(2, 42));

    [Fact]
    public void Folds_NotGrouped_DealsSpectraOneByOne()
    {
        var counts = Set(("a", "1", 10)).Folds(5, 1, grouped: false).Select(fold => fold.Length);

        Assert.Equal([2, 2, 2, 2, 2], counts);
        Assert.Equal([10, 0, 0, 0, 0], Set(("a", "1", 10)).Folds(5, 1).Select(fold => fold.Length).OrderDescending());
    }

    [Fact]
    public void FoldsAndSplit_BadArguments_AreNamed()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomSet(1).Folds(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomSet(1).Split(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomSet(1).Split(double.NaN, 1));
    }

    static IEnumerable<int[]> ClassCounts(SpectrumDataSet set, IReadOnlyList<int[]> folds) =>
        set.Classes.Select((_, label) => folds.Select(fold => fold.Count(i => set.Labels[i] == label)).ToArray());
}
