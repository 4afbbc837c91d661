using RoverRaman.TestSupport;

namespace RoverRaman.Spectra.Tests;

/// <summary>The readers against the RRUFF Project's and the paper's own files, where they lie beside the checkout.</summary>
public sealed class RealDataTests
{
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
        var result = DataSource.Load(Needed("rruff/excellent_unoriented.zip"), options: new LoadOptions { Kind = RruffKind.Processed });

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

    sealed class SynchronousProgress(Action<LoadProgress> report) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value)
        {
            lock (this)
                report(value);
        }
    }
}
