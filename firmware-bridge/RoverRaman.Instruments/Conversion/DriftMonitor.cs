using RoverRaman.Spectra;

namespace RoverRaman.Instruments.Conversion;

/// <summary>
/// Watches a line whose Raman shift is known (silicon 520.45, diamond 1332.5 cm-1) in spectra on the grid, and says how far it has moved. A
/// spectrum in which the line does not stand clear teaches nothing. Allocates nothing.
/// </summary>
/// <param name="line">Raman shift of the line, cm-1.</param>
/// <param name="window">How far to each side it is looked for, cm-1.</param>
public sealed class DriftMonitor(double line, int window = 15)
{
    const double Clear = 8, Share = 0.2;
    readonly float[] _scratch = new float[2 * window + 1];

    /// <summary>Moving mean of where the line is found less where it belongs, cm-1; null before it was seen.</summary>
    public double? Drift { get; private set; }

    /// <summary>Spectra in which the line was found.</summary>
    public long Seen { get; private set; }

    /// <summary>Looks for the line in a spectrum; true where it stands clear.</summary>
    public bool Observe(ReadOnlySpan<float> grid)
    {
        var centre = (int)Math.Round(line) - Grid.First;
        var (first, last) = (centre - window, centre + window);
        if (first < 1 || last >= grid.Length - 1)
            return false;
        var peak = first;
        for (var i = first; i <= last; i++)
            peak = grid[i] > grid[peak] ? i : peak;
        if (peak == first || peak == last || !StandsClear(grid[first..(last + 1)], grid[peak]))
            return false;
        var found = Grid.First + Vertex(grid, peak) - line;
        Drift = Drift is { } before ? before + Share * (found - before) : found;
        Seen++;
        return true;
    }

    /// <summary>The axis was corrected: the line is found so much nearer from now on.</summary>
    public void Moved(double wavenumbers) => Drift -= wavenumbers;

    bool StandsClear(ReadOnlySpan<float> around, float height)
    {
        around.CopyTo(_scratch);
        var median = Robust.Median(_scratch);
        return height - median > Clear * Math.Max(1e-6, Robust.Spread(around, median, _scratch));
    }

    // Centre of the upper half of the peak: on the grid a line is interpolated between pixels, where a parabola follows the nearest pixel.
    static double Vertex(ReadOnlySpan<float> grid, int peak)
    {
        const int Reach = 6;
        var (low, high) = (Math.Max(0, peak - Reach), Math.Min(grid.Length - 1, peak + Reach));
        var floor = (grid[peak] + Math.Min(grid[low], grid[high])) / 2;
        double weight = 0, sum = 0;
        for (var i = low; i <= high; i++)
            if (grid[i] > floor)
            {
                weight += grid[i] - floor;
                sum += (grid[i] - floor) * i;
            }
        return weight > 0 ? sum / weight : peak;
    }
}
