using RoverRaman.Spectra;
using RoverRaman.TestSupport;
using RoverRaman.Training.Baselines;
using RoverRaman.Training.Peaks;
using RoverRaman.Training.Train;

namespace RoverRaman.Training.Tests.Baselines;

public sealed class SupportVectorMachineTests
{
    const string Script = """
        import json, sys
        import numpy as np
        from sklearn.svm import SVC
        d = json.load(sys.stdin)
        m = SVC(C=10, gamma=0.01).fit(np.array(d["x"]), d["y"])
        print(json.dumps([int(i) for i in m.predict(np.array(d["q"]))]))
        """;

    [Fact]
    public void Rank_InventedSpectra_NamesWhatScikitLearnNames() => Compare(SyntheticMinerals.Create(12, 10));

    [Fact]
    public void Rank_RealSpectra_NamesWhatScikitLearnNames()
    {
        var path = TestPaths.Data("soysal/raw_train_40pct.csv.gz");
        Assert.SkipUnless(path is not null, "shared/data/soysal is not at hand");
        Compare(DataSource.Load(path).DataSet);
    }

    [Fact]
    public void New_OneClass_IsRefused()
    {
        Assert.SkipUnless(SupportVectorMachine.IsInstalled, "libsvm3 is not installed");
        var error = Assert.Throws<TrainingException>(() => new SupportVectorMachine([[1f], [2f]], [0, 0]));
        Assert.Contains("at least 2 classes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_BadParameter_IsRefusedInLibsvmsWords()
    {
        Assert.SkipUnless(SupportVectorMachine.IsInstalled, "libsvm3 is not installed");
        var error = Assert.Throws<TrainingException>(() => new SupportVectorMachine([[1f], [2f]], [0, 1], c: -1));
        Assert.Contains("C <= 0", error.Message, StringComparison.Ordinal);
    }

    static void Compare(SpectrumDataSet data)
    {
        Assert.SkipUnless(SupportVectorMachine.IsInstalled, "libsvm3 is not installed");
        var features = PeakBins.OfAll(data, values => WaveletPeaks.Find(values));
        int[] train = [.. Enumerable.Range(0, features.Length).Where(i => i % 3 != 0)], test = [.. Enumerable.Range(0, features.Length).Where(i => i % 3 == 0)];
        float[][] x = [.. train.Select(i => features[i])], q = [.. test.Select(i => features[i])];
        int[] y = [.. train.Select(i => data.Labels[i])];
        var theirs = Python.Run<int[]>(Script, new { x, y, q }, "sklearn");
        using var machine = new SupportVectorMachine(x, y);
        Assert.Equal(theirs, q.Select(query => machine.Rank(query)[0]));
    }
}
