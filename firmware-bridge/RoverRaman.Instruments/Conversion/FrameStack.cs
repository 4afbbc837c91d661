namespace RoverRaman.Instruments.Conversion;

/// <summary>
/// The mean of several frames without their cosmic rays: a ray hits one frame, a band is in all. Each frame is compared with the lowest value
/// of its pixel over all frames; where it stands out by more than tau times the noise, which the difference of two frames shows, scaled by the
/// square root of the level (shot noise), it is left out. Adding and averaging allocate nothing.
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
    readonly int[] _kept = new int[pixels];

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
        var noise = Count > 1 ? Noise(level) : 0;
        _kept.AsSpan().Clear();
        var rejected = 0;
        for (var i = 0; i < Count; i++)
            rejected += AddGood(Frame(i), level, noise, mean);
        for (var pixel = 0; pixel < pixels; pixel++)
            mean[pixel] /= Math.Max(1, _kept[pixel]);
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

    // The lowest value has no noise of its own to show: it is the lowest because of it.
    double Noise(float level)
    {
        for (var pixel = 0; pixel < pixels; pixel++)
            _differences[pixel] = (Frame(0)[pixel] - Frame(1)[pixel]) / Scale(pixel, level);
        _differences.CopyTo(_scratch, 0);
        var median = Robust.Median(_scratch);
        return Robust.Spread(_differences, median, _scratch);
    }

    int AddGood(ReadOnlySpan<float> frame, float level, double noise, Span<float> mean)
    {
        for (var pixel = 0; pixel < pixels; pixel++)
            _scratch[pixel] = (frame[pixel] - _lowest[pixel]) / Scale(pixel, level);
        // A laser that grew brighter lifts the whole frame; without noise (equal frames) one count still is no ray.
        var limit = Robust.Median(_scratch) + tau * Math.Max(noise, 1);
        var rejected = 0;
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            if (Count > 1 && (frame[pixel] - _lowest[pixel]) / Scale(pixel, level) > limit)
            {
                rejected++;
                continue;
            }
            mean[pixel] += frame[pixel];
            _kept[pixel]++;
        }
        return rejected;
    }

    float Scale(int pixel, float level) => MathF.Sqrt(Math.Max(1, _lowest[pixel] / level));
}
