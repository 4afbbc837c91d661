using RoverRaman.Training.Evaluate;

namespace RoverRaman.Training.Experiments;

/// <summary>A reliability diagram: how often a network is right against how sure it is, in ten bins of confidence.</summary>
static class Reliability
{
    public const int Bins = 10;

    /// <summary>Middles of the bins.</summary>
    public static double[] Middles { get; } = [.. Enumerable.Range(0, Bins).Select(bin => (bin + 0.5) / Bins)];

    /// <summary>Spectra and hits by bin, to add up over cells: counts first, then hits.</summary>
    public static double[] Count(IEnumerable<Prediction> predictions)
    {
        var counts = new double[2 * Bins];
        foreach (var prediction in predictions)
        {
            var bin = Math.Clamp((int)(prediction.Confidence * Bins), 0, Bins - 1);
            counts[bin]++;
            counts[Bins + bin] += prediction.IsTop1 ? 1 : 0;
        }
        return counts;
    }

    /// <summary>Accuracy by bin; NaN where a bin holds nothing.</summary>
    public static double[] Accuracy(IEnumerable<double[]> counts)
    {
        var sum = new double[2 * Bins];
        foreach (var one in counts)
            for (var i = 0; i < sum.Length; i++)
                sum[i] += one[i];
        return [.. Enumerable.Range(0, Bins).Select(bin => sum[bin] > 0 ? sum[Bins + bin] / sum[bin] : double.NaN)];
    }
}
