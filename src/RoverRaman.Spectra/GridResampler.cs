namespace RoverRaman.Spectra;

/// <summary>
/// Projects intensities of one fixed axis onto the paper's grid by linear interpolation, zero outside the measured range
/// (paper, section 2.2). The one copy of this step: trainer, evaluator and daemon all use it.
/// The neighbours and weights are found once, so that a spectrum costs one pass and no allocation.
/// </summary>
public sealed class GridResampler
{
    readonly int[] _left;
    readonly int[] _right;
    readonly float[] _weightRight;
    readonly int _firstInside;
    readonly int _lastInside;

    /// <summary>Prepares the projection of spectra measured on <paramref name="axis"/>.</summary>
    public GridResampler(RamanShiftAxis axis)
    {
        ArgumentNullException.ThrowIfNull(axis);
        Axis = axis;
        _left = new int[Grid.Count];
        _right = new int[Grid.Count];
        _weightRight = new float[Grid.Count];
        _firstInside = Grid.Count;
        _lastInside = -1;

        var shifts = axis.Shifts;
        var order = axis.Order;
        var upper = 1;
        for (var i = 0; i < Grid.Count; i++)
        {
            double shift = Grid.First + i * Grid.Step;
            if (shift < axis.Minimum || shift > axis.Maximum)
                continue;
            while (shifts[order[upper]] < shift)
                upper++;
            double low = shifts[order[upper - 1]], high = shifts[order[upper]];
            _left[i] = order[upper - 1];
            _right[i] = order[upper];
            _weightRight[i] = (float)((shift - low) / (high - low));
            _firstInside = Math.Min(_firstInside, i);
            _lastInside = i;
        }
    }

    /// <summary>The axis that this projection was prepared for.</summary>
    public RamanShiftAxis Axis { get; }

    /// <summary>Number of grid points inside the measured range; the others are zero.</summary>
    public int Covered => Math.Max(0, _lastInside - _firstInside + 1);

    /// <summary>Fills <paramref name="grid"/> from <paramref name="intensities"/>. Allocates nothing.</summary>
    /// <param name="intensities">One value a point of <see cref="Axis"/>, in its order.</param>
    /// <param name="grid"><see cref="Grid.Count"/> values, overwritten.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public void Resample(ReadOnlySpan<float> intensities, Span<float> grid)
    {
        if (intensities.Length != Axis.Count)
            throw new ArgumentException($"Expected {Axis.Count} intensities, one a point of the axis, found {intensities.Length}.", nameof(intensities));
        if (grid.Length != Grid.Count)
            throw new ArgumentException($"Expected room for {Grid.Count} grid points, found {grid.Length}.", nameof(grid));

        grid.Clear();
        for (var i = _firstInside; i <= _lastInside; i++)
        {
            var left = intensities[_left[i]];
            grid[i] = left + _weightRight[i] * (intensities[_right[i]] - left);
        }
    }
}
