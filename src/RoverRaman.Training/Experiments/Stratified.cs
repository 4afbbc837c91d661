using RoverRaman.Spectra;

namespace RoverRaman.Training.Experiments;

/// <summary>Chooses a number of spectra evenly over the classes.</summary>
static class Stratified
{
    /// <summary>Indices, ascending: one of each class first (as many classes as <paramref name="count"/> allows), then in proportion.</summary>
    /// <param name="data">Labelled spectra.</param>
    /// <param name="count">How many, at most all.</param>
    /// <param name="seed">Same seed, same choice.</param>
    public static int[] Choose(SpectrumDataSet data, int count, int seed)
    {
        var order = Enumerable.Range(0, data.Spectra.Count).ToArray();
        new Random(seed).Shuffle(order);
        // The r-th of n spectra of a class stands at (r - 1/2) / n of it; the first of each class stands before all.
        return [.. order.GroupBy(i => data.Labels[i])
            .SelectMany(group => group.Select((i, r) => (Index: i, Place: r == 0 ? 0 : (r + 0.5) / group.Count())))
            .OrderBy(pair => pair.Place)
            .Take(count)
            .Select(pair => pair.Index)
            .Order()];
    }
}
