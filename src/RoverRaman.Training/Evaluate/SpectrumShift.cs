using RoverRaman.Spectra;

namespace RoverRaman.Training.Evaluate;

/// <summary>Moves a spectrum along the grid, as an instrument's drift does (paper, section 5.2).</summary>
public static class SpectrumShift
{
    /// <summary>
    /// A copy moved by <paramref name="centimetres"/> cm-1: positive to the right, the left edge filled with the first value (as the
    /// paper's published shifted spectra are); negative is the mirror image, the right edge filled with the last value.
    /// </summary>
    /// <param name="grid"><see cref="Grid.Count"/> values, 1 cm-1 apart.</param>
    /// <param name="centimetres">Shift in cm-1, smaller than the grid.</param>
    public static float[] Apply(ReadOnlySpan<float> grid, int centimetres)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Math.Abs((long)centimetres), grid.Length, nameof(centimetres));
        var moved = new float[grid.Length];
        for (var i = 0; i < moved.Length; i++)
            moved[i] = grid[Math.Clamp(i - centimetres / Grid.Step, 0, grid.Length - 1)];
        return moved;
    }
}
