using RoverRaman.Spectra;
using RoverRaman.TestSupport;
using RoverRaman.Training.Peaks;

namespace RoverRaman.Training.Tests.Peaks;

/// <summary>Peak detection beside Debian's scipy, spectrum by spectrum, on invented and on real spectra.</summary>
public sealed class PeakAgreementTests
{
    const string Script = """
        import json, sys, warnings
        import numpy as np
        from scipy import signal
        warnings.filterwarnings("ignore")
        out = []
        for values in json.load(sys.stdin):
            x = np.array(values, dtype=np.float32).astype(float)
            wavelet = signal.find_peaks_cwt(x, np.arange(10, 21))
            maxima, _ = signal.find_peaks(x, width=10, prominence=x.max() / len(x))
            out.append([[int(i) for i in wavelet], [int(i) for i in maxima]])
        print(json.dumps(out))
        """;

    [Fact]
    public void Find_InventedSpectra_AgreesWithScipy() =>
        Compare([.. SyntheticMinerals.Create(30, 2).Spectra.Select(spectrum => spectrum.Intensities)]);

    [Fact]
    public void Find_RealRawSpectra_AgreesWithScipy() => CompareFile("soysal/raw_train_10pct.csv.gz");

    [Fact]
    public void Find_RealCleanSpectra_AgreesWithScipy() => CompareFile("soysal/processed_train.csv.gz");

    static void CompareFile(string name)
    {
        var path = TestPaths.Data(name);
        Assert.SkipUnless(path is not null, $"shared/data/{name} is not at hand");
        Compare([.. DataSource.Load(path).DataSet.Spectra.Take(80).Select(spectrum => spectrum.Intensities)]);
    }

    static void Compare(float[][] spectra)
    {
        Assert.True(spectra.Length >= 60);
        var theirs = Python.Run<int[][][]>(Script, spectra, "scipy.signal");
        var differing = new List<string>();
        for (var i = 0; i < spectra.Length; i++)
        {
            Assert.Equal(theirs[i][1], LocalMaxima.Find(spectra[i]));
            if (!theirs[i][0].SequenceEqual(WaveletPeaks.Find(spectra[i])))
                differing.Add($"{i}: scipy {string.Join(' ', theirs[i][0])} ours {string.Join(' ', WaveletPeaks.Find(spectra[i]))}");
        }
        Assert.True(differing.Count == 0, string.Join('\n', differing));
    }
}
