using RoverRaman.Spectra;

namespace RoverRaman.Training.Peaks;

/// <summary>The paper's hand-made features (section 3.1): how many peaks fall into each of 116 bins of 12 cm-1.</summary>
public static class PeakBins
{
    /// <summary>Width of a bin, cm-1.</summary>
    public const int Width = 12;

    /// <summary>Number of bins: 1,392 points in steps of 1 cm-1.</summary>
    public const int Count = Grid.Count / (Width / Grid.Step);

    /// <summary>Counts peaks by bin.</summary>
    /// <param name="peaks">Indices on the grid.</param>
    public static float[] Of(IEnumerable<int> peaks)
    {
        ArgumentNullException.ThrowIfNull(peaks);
        var bins = new float[Count];
        foreach (var peak in peaks)
            bins[peak * Grid.Step / Width]++;
        return bins;
    }

    /// <summary>Features of every spectrum of <paramref name="data"/>, on all cores.</summary>
    /// <param name="data">Spectra on the grid.</param>
    /// <param name="find">Grid values -> indices of peaks.</param>
    /// <param name="cancellation">Stops between spectra.</param>
    public static float[][] OfAll(SpectrumDataSet data, Func<float[], int[]> find, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(find);
        var features = new float[data.Spectra.Count][];
        _ = Parallel.For(0, features.Length, new ParallelOptions { CancellationToken = cancellation },
            i => features[i] = Of(find(data.Spectra[i].Intensities)));
        return features;
    }
}
