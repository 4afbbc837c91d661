using RoverRaman.Training.Baselines;
using RoverRaman.Training.Peaks;

namespace RoverRaman.Training.Experiments;

/// <summary>Classifiers on peak counts, the paper's hand-made features (section 3).</summary>
static class PeakCells
{
    /// <summary>Score of 1-NN.</summary>
    public const string Knn = "KNN";

    /// <summary>Score of the support vector machine.</summary>
    public const string Svm = "SVM";

    /// <summary>1-NN on peak counts.</summary>
    public static Cell Nearest(DataPart part, string condition, Func<float[], int[]> find) => new("peaks-knn", condition, part, cancellation =>
    {
        var (pool, test) = (part.Pool, part.Test);
        var neighbours = new NearestNeighbours(PeakBins.OfAll(pool, find, cancellation), pool.Labels);
        return CellResult.Of(Knn, Tally.Of(PeakBins.OfAll(test, find, cancellation).Select(query => neighbours.Rank(query)), test.Labels));
    });

    /// <summary>Support vector machine on wavelet peak counts.</summary>
    public static Cell Machine(DataPart part) => new("peaks-svm", "C=10, gamma=0.01", part, cancellation =>
    {
        var (pool, test) = (part.Pool, part.Test);
        using var machine = new SupportVectorMachine(PeakBins.OfAll(pool, Wavelet, cancellation), pool.Labels);
        return CellResult.Of(Svm, Tally.Of(PeakBins.OfAll(test, Wavelet, cancellation).Select(query => machine.Rank(query)), test.Labels));
    });

    /// <summary>The wavelet detector that won in Table 1.</summary>
    public static int[] Wavelet(float[] values) => WaveletPeaks.Find(values);
}
