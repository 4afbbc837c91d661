namespace RoverRaman.Instruments.Conversion;

/// <summary>
/// The mean of several frames without their cosmic rays: a ray hits one frame, a band is in all. Each frame is compared with the lowest value
/// of its pixel over all frames; where it stands out by more than tau robust spreads of all such differences, scaled by the square root of the
/// level (shot noise), it is left out. Adding and averaging allocate nothing.
/// </summary>
/// <param name="pixels">Pixels of a frame.</param>
/// <param name="capacity">Most frames of a stack.</param>
/// <param name="tau">Threshold, robust spreads.</param>
public sealed class FrameStack(int pixels, int capacity, double tau = 8)
{
    readonly float[] _frames = new float[pixels * capacity];
    readonly float[] _lowest = new float[pixels];
    readonly float[] _differences = new float[pixels];
    readonly float[] _scratch = new float[pixels];

    /// <summary>Frames held.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all frames.</summary>
    public void Clear() => Count = 0;

    /// <summary>Room for the next frame.</summary>
    /// <exception cref="InvalidOperationException">The stack is full.</exception>
    public Span<float> Next() => Count < capacity
        ? _frames.AsSpan(Count++ * pixels, pixels)
        : throw new InvalidOperationException($"Expected at most {capacity} frames in the stack.");

    /// <summary>Fills <paramref name="mean"/>; returns how many values were left out as hit by a ray.</summary>
    public int Average(Span<float> mean)
    {
        mean.Clear();
        if (Count == 0)
            return 0;
        FindLowest();
        var level = Level();
        var rejected = 0;
        _differences.AsSpan().Clear(); // counts the frames that a pixel keeps
        Span<float> kept = _differences;
        for (var i = 0; i < Count; i++)
            rejected += AddGood(Frame(i), level, mean, kept);
        for (var pixel = 0; pixel < pixels; pixel++)
            mean[pixel] /= Math.Max(1, kept[pixel]);
        return rejected;
    }

    Span<float> Frame(int index) => _frames.AsSpan(index * pixels, pixels);

    void FindLowest()
    {
        Frame(0).CopyTo(_lowest);
        for (var i = 1; i < Count; i++)
            for (var pixel = 0; pixel < pixels; pixel++)
                _lowest[pixel] = Math.Min(_lowest[pixel], Frame(i)[pixel]);
    }

    float Level()
    {
        _lowest.CopyTo(_scratch, 0);
        return Math.Max(1, Robust.Median(_scratch));
    }

    int AddGood(ReadOnlySpan<float> frame, float level, Span<float> mean, Span<float> kept)
    {
        for (var pixel = 0; pixel < pixels; pixel++)
            _scratch[pixel] = Scaled(frame[pixel], pixel, level);
        var median = Robust.Median(_scratch);
        for (var pixel = 0; pixel < pixels; pixel++)
            _scratch[pixel] = Math.Abs(Scaled(frame[pixel], pixel, level) - median);
        var spread = Robust.GaussianMad * Robust.Median(_scratch);
        // Without noise (equal frames) one count still is no ray.
        var limit = median + tau * Math.Max(spread, 1);
        var rejected = 0;
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            if (Count > 1 && Scaled(frame[pixel], pixel, level) > limit)
            {
                rejected++;
                continue;
            }
            mean[pixel] += frame[pixel];
            kept[pixel]++;
        }
        return rejected;
    }

    float Scaled(float value, int pixel, float level) => (value - _lowest[pixel]) / MathF.Sqrt(Math.Max(1, _lowest[pixel] / level));
}
