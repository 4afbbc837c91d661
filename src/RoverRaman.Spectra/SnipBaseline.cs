namespace RoverRaman.Spectra;

/// <summary>
/// Baseline by iterative clipping of peaks, after SNIP (Ryan et al., Nucl. Instrum. Methods B 34, 1988, 396-402) without its logarithms:
/// in iteration m each point is lowered to the mean of its neighbours m points away.
/// </summary>
public static class SnipBaseline
{
    /// <summary>Subtracts the baseline in place; what remains is not negative.</summary>
    /// <param name="values">Intensities at equal steps (on the grid: 1 cm-1).</param>
    /// <param name="iterations">Largest half width, points; 50 removes what is wider than about 100 cm-1.</param>
    public static void Remove(Span<float> values, int iterations = 50)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(iterations);
        var buffers = System.Buffers.ArrayPool<float>.Shared.Rent(2 * values.Length);
        var baseline = buffers.AsSpan(0, values.Length);
        var next = buffers.AsSpan(values.Length, values.Length);
        values.CopyTo(baseline);
        for (var m = 1; m <= iterations && 2 * m < values.Length; m++)
        {
            baseline.CopyTo(next);
            for (var i = m; i < values.Length - m; i++)
                next[i] = Math.Min(baseline[i], (baseline[i - m] + baseline[i + m]) / 2);
            var swap = baseline;
            baseline = next;
            next = swap;
        }
        for (var i = 0; i < values.Length; i++)
            values[i] -= baseline[i];
        System.Buffers.ArrayPool<float>.Shared.Return(buffers);
    }
}
