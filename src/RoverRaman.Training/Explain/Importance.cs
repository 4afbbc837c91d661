using RoverRaman.Spectra;

namespace RoverRaman.Training.Explain;

/// <summary>
/// Which Raman shifts carried a decision, found by covering them up: a window is replaced by a straight line between its ends, and the fall of
/// the class' evidence is its importance (occlusion: Zeiler and Fergus 2014). Needs no gradient, so it explains any model as it ships.
/// </summary>
public static class Importance
{
    const int Reach = 12, Step = 4, EdgeMean = 3;

    /// <summary>Importance of every grid point for a class, 0..1; all 0 where nothing that can be covered matters.</summary>
    /// <param name="evidence">Of the model.</param>
    /// <param name="grid">The spectrum.</param>
    /// <param name="row">Row of the class.</param>
    public static float[] Of(ClassEvidence evidence, float[] grid, int row)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(grid);
        var whole = evidence.Of(grid, row);
        var importance = new float[grid.Length];
        var mass = new float[grid.Length];
        for (var centre = 0; centre < grid.Length; centre += Step)
        {
            var fall = (float)Math.Max(0, whole - evidence.Of(Covered(grid, centre), row));
            for (var i = Math.Max(0, centre - Reach); i <= Math.Min(grid.Length - 1, centre + Reach); i++)
            {
                var weight = 1 - Math.Abs(i - centre) / (Reach + 1f);
                importance[i] += weight * fall;
                mass[i] += weight;
            }
        }
        for (var i = 0; i < importance.Length; i++)
            importance[i] /= mass[i];
        var largest = importance.Max();
        return largest > 0 ? Array.ConvertAll(importance, value => value / largest) : importance;
    }

    /// <summary>The most important peaks, most important first: maxima of importance, moved to the highest point nearby.</summary>
    /// <param name="importance">Of <see cref="Of"/>.</param>
    /// <param name="grid">The spectrum.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="least">Least importance of a band, 0..1.</param>
    public static IReadOnlyList<Band> Bands(float[] importance, float[] grid, int count = 6, float least = 0.15f)
    {
        ArgumentNullException.ThrowIfNull(importance);
        ArgumentNullException.ThrowIfNull(grid);
        var bands = new List<Band>();
        foreach (var i in Enumerable.Range(0, importance.Length).OrderByDescending(i => importance[i]))
        {
            if (importance[i] < least || bands.Count == count)
                break;
            var first = Math.Max(0, i - Reach / 2);
            var peak = first + Enumerable.Range(0, Math.Min(grid.Length, i + Reach / 2 + 1) - first).MaxBy(j => grid[first + j]);
            if (bands.TrueForAll(band => Math.Abs(band.Shift - Grid.First - peak * Grid.Step) > 2 * Reach))
                bands.Add(new Band(Grid.First + peak * Grid.Step, importance[i]));
        }
        return bands;
    }

    static float[] Covered(float[] grid, int centre)
    {
        int first = Math.Max(0, centre - Reach), last = Math.Min(grid.Length - 1, centre + Reach);
        var covered = (float[])grid.Clone();
        float left = Mean(grid, first - EdgeMean, first), right = Mean(grid, last, last + EdgeMean);
        for (var i = first; i <= last; i++)
            covered[i] = left + (right - left) * (i - first) / Math.Max(1, last - first);
        return covered;
    }

    static float Mean(float[] grid, int first, int last) =>
        grid.AsSpan()[Math.Max(0, first)..(Math.Min(grid.Length - 1, last) + 1)].ToArray().Average();
}
