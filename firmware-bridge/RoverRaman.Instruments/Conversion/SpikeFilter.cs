namespace RoverRaman.Instruments.Conversion;

/// <summary>
/// Cosmic rays in a single frame: D. Whitaker and K. Hayes, Chemometr. Intell. Lab. 179 (2018) 82. With d_i = x_i - x_(i-1), pixel i
/// is suspect where |d_i - median(d)| / (1.4826 MAD(d)) exceeds tau. A spike trips on its way up and again on its way down; a run that only
/// rises, or is wider than <see cref="Widest"/>, is the flank of a band and stays. Spikes take the mean of the good pixels beside them.
/// </summary>
/// <param name="pixels">Pixels of a frame.</param>
/// <param name="tau">Threshold; the paper's figure is 6.5.</param>
public sealed class SpikeFilter(int pixels, double tau = 6.5)
{
    /// <summary>Widest spike, pixels: a ray that crosses at a flat angle hits a few.</summary>
    public const int Widest = 3;

    const int NeighbourReach = 3;
    readonly float[] _differences = new float[pixels];
    readonly float[] _scratch = new float[pixels];

    /// <summary>Replaces spikes; returns how many pixels.</summary>
    public int Remove(Span<float> frame)
    {
        if (frame.Length != pixels || pixels < 8)
            return 0;
        _differences[0] = 0;
        for (var i = 1; i < pixels; i++)
            _differences[i] = frame[i] - frame[i - 1];
        _differences.CopyTo(_scratch, 0);
        var median = Robust.Median(_scratch);
        var limit = tau * Robust.Spread(_differences, median, _scratch);
        if (limit <= 0)
            return 0; // more than half of all steps are equal: no noise to judge by
        var replaced = 0;
        for (var i = 1; i < pixels - 1; i++)
            if (Rises(i, median, limit) && !Rises(i - 1, median, limit) && Falls(i, median, limit) is var end and > 0)
            {
                Replace(frame, i, end);
                replaced += end - i;
                i = end;
            }
        return replaced;
    }

    bool Rises(int i, float median, double limit) => _differences[i] - median > limit;

    // The first pixel behind a spike that begins at start, or 0 where none ends near enough.
    int Falls(int start, float median, double limit)
    {
        var end = start + 1;
        while (end < pixels && end <= start + Widest && _differences[end] - median >= -limit)
            end++;
        while (end + 1 < pixels && _differences[end] - median < -limit && _differences[end + 1] - median < -limit)
            end++;
        return end < pixels && end - start <= Widest ? end : 0;
    }

    static void Replace(Span<float> frame, int start, int end)
    {
        float sum = 0;
        var count = 0;
        for (var i = Math.Max(0, start - NeighbourReach); i < Math.Min(frame.Length, end + NeighbourReach); i++)
            if (i < start || i >= end)
            {
                sum += frame[i];
                count++;
            }
        frame[start..end].Fill(sum / count);
    }
}
