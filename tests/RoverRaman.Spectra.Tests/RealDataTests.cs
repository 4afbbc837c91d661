using RoverRaman.TestSupport;

namespace RoverRaman.Spectra.Tests;

/// <summary>The readers against the RRUFF Project's and the paper's own files, where they lie beside the checkout.</summary>
public sealed class RealDataTests
{
    static readonly Lazy<LoadResult> ProcessedZip =
        new(() => DataSource.Load(TestPaths.Data("rruff/excellent_unoriented.zip")!, options: new LoadOptions { Kind = RruffKind.Processed }));

    static LoadResult Processed()
    {
        _ = Needed("rruff/excellent_unoriented.zip");
        return ProcessedZip.Value;
    }

    static string Needed(string relative)
    {
        Assert.SkipUnless(TestPaths.Data(relative) is not null, $"needs the shared data file {relative}");
        return TestPaths.Data(relative)!;
    }

    [Fact]
    public void Load_RruffZip_EveryMemberCounts()
    {
        var last = default(LoadProgress);
        var reports = 0;
        var progress = new SynchronousProgress(value => { reports++; last = value.Done > last.Done ? value : last; });
        var result = DataSource.Load(Needed("rruff/excellent_unoriented.zip"), progress);

        Assert.Empty(result.Refused);
        Assert.Equal(4935, result.DataSet.Spectra.Count);
        Assert.Equal(1670, result.DataSet.Classes.Count);
        Assert.True(result.DataSet.HasSpecimenIds);
        Assert.Equal(new LoadProgress(4935, 4935), last);
        Assert.InRange(reports, 100, 400);
        Assert.All(result.DataSet.Spectra, spectrum => Assert.NotNull(spectrum.LaserNanometres));
        var names = result.DataSet.Spectra.Select(spectrum => spectrum.Source).ToArray();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public void Load_RruffZipProcessedOnly_LeavesOutTheRawOnes()
    {
        var result = Processed();

        Assert.Equal(4925, result.DataSet.Spectra.Count);
        Assert.Equal(10, result.Excluded);
        Assert.Equal(259, result.DataSet.Prune(5).Classes.Count);
    }

    [Fact]
    public void Load_PaperSubsets_347DistinctSpectraOf63Minerals()
    {
        var sets = new[] { 10, 20, 30, 40 }.Select(percent => DataSource.Load(Needed($"soysal/raw_train_{percent}pct.csv.gz")).DataSet).ToArray();

        Assert.Equal([85, 170, 255, 340], sets.Select(set => set.Spectra.Count));
        var union = SpectrumDataSet.Concat(sets).Distinct();
        Assert.Equal(347, union.Spectra.Count);
        Assert.Equal(63, union.Classes.Count);
        Assert.False(union.HasSpecimenIds);
        Assert.Equal("raw_train_10pct.csv.gz#1", union.Spectra[0].Source);
    }

    // 25 and 23 as this was written: most of the raw ones are bare noise or bare fluorescence.
    [Fact]
    public void Assess_RealSpectra_AreRarelyFlagged()
    {
        var raw = SpectrumDataSet.Concat(new[] { 10, 20, 30, 40 }.Select(percent => DataSource.Load(Needed($"soysal/raw_train_{percent}pct.csv.gz")).DataSet)).Distinct();
        Assert.InRange(Flagged(raw), 0, 28);
        Assert.InRange(Flagged(Processed().DataSet), 0, 26);
    }

    [Fact]
    public void Match_RruffSplitBySpecimen_IsTheFloor()
    {
        var data = Processed().DataSet.Prune(5);
        var split = data.Split(0.15, 1);
        var matches = new SpectralMatcher(data.Subset(split.Rest)).MatchAll([.. split.Part.Select(i => data.Spectra[i].Intensities)], 3);

        Assert.InRange(split.Part.Length, 280, 310);
        Assert.InRange(Share(match => match[0].Label), 0.82, 0.95);
        Assert.InRange(Share(match => match[2].Label, match => match[1].Label, match => match[0].Label), 0.94, 1);

        double Share(params Func<IReadOnlyList<SpectralMatch>, int>[] picks) =>
            split.Part.Where((spectrum, i) => picks.Any(pick => pick(matches[i]) == data.Labels[spectrum])).Count() / (double)split.Part.Length;
    }

    static int Flagged(SpectrumDataSet data) => data.Spectra.Count(spectrum =>
    {
        var last = Array.FindLastIndex(spectrum.Intensities, value => value != 0);
        var covered = last - Array.FindIndex(spectrum.Intensities, value => value != 0) + 1;
        return (SpectralQuality.Assess(spectrum.Intensities, covered) & SpectralQuality.Unusable) != 0;
    });

    sealed class SynchronousProgress(Action<LoadProgress> report) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value)
        {
            lock (this)
                report(value);
        }
    }
}
