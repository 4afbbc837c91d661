namespace RoverRaman.Training.Train;

/// <summary>
/// Weights that make rare minerals count as much as common ones (paper, section 2.3). The paper gives no formula; this is the usual
/// one: w_c = N / (K n_c) for N spectra, K classes, n_c spectra of class c, so that the mean weight of a spectrum is 1.
/// </summary>
public static class ClassWeights
{
    /// <summary>One weight a class.</summary>
    /// <param name="labels">Class index of each training spectrum, 0..classes-1.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="TrainingException">A class has no spectrum.</exception>
    public static float[] Balanced(IReadOnlyList<int> labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var counts = new int[classes];
        foreach (var label in labels)
            counts[label]++;
        if (Array.IndexOf(counts, 0) is >= 0 and var empty)
            throw new TrainingException($"Expected at least one training spectrum of every class, found none of class {empty}; " +
                $"raise --min-per-class.");
        return Array.ConvertAll(counts, count => (float)labels.Count / ((float)classes * count));
    }
}
