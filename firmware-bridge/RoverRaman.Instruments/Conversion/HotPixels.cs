namespace RoverRaman.Instruments.Conversion;

/// <summary>Pixels whose dark stands far above that of the others; their neighbours take their place.</summary>
/// <param name="pixels">Pixels of a frame.</param>
/// <param name="known">Pixels known beforehand, from 0.</param>
public sealed class HotPixels(int pixels, IReadOnlyList<int> known)
{
    // Robust spreads above the median: Gaussian noise and a fixed pattern stay far below.
    const double Threshold = 12;
    readonly bool[] _hot = new bool[pixels];
    readonly float[] _scratch = new float[pixels];

    /// <summary>Pixels replaced.</summary>
    public int Count { get; private set; }

    /// <summary>Finds hot pixels in a dark.</summary>
    public void Learn(ReadOnlySpan<float> dark)
    {
        dark.CopyTo(_scratch);
        var median = Robust.Median(_scratch);
        var limit = median + Threshold * Math.Max(1, Robust.Spread(dark, median, _scratch));
        Count = 0;
        for (var i = 0; i < pixels; i++)
            _hot[i] = dark[i] > limit;
        foreach (var pixel in known)
            if (pixel >= 0 && pixel < pixels)
                _hot[pixel] = true;
        foreach (var hot in _hot)
            Count += hot ? 1 : 0;
        // More than a tenth is no fault of single pixels but light in the dark; then nothing is replaced.
        if (Count > pixels / 10)
            Forget();
    }

    /// <summary>Replaces each hot pixel by the line between its nearest good neighbours.</summary>
    public void Replace(Span<float> frame)
    {
        if (Count == 0)
            return;
        for (var i = 0; i < pixels; i++)
        {
            if (!_hot[i])
                continue;
            int left = i - 1, right = i + 1;
            while (left >= 0 && _hot[left])
                left--;
            while (right < pixels && _hot[right])
                right++;
            frame[i] = (left >= 0, right < pixels) switch
            {
                (true, true) => frame[left] + (frame[right] - frame[left]) * (i - left) / (right - left),
                (true, false) => frame[left],
                (false, true) => frame[right],
                _ => frame[i],
            };
        }
    }

    void Forget()
    {
        Array.Clear(_hot);
        Count = 0;
    }
}
