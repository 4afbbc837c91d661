using RoverRaman.Wire;

namespace RoverRaman.Triage;

/// <summary>The highest peaks of a spectrum whose baseline was removed. Allocates nothing.</summary>
public static class PeakPicker
{
    // A peak is higher than everything within this many cm-1.
    const int Reach = 6;

    /// <summary>Fills <paramref name="peaks"/>, highest first, and returns how many there are.</summary>
    /// <param name="values">Intensities on the grid, baseline removed; not finite counts as 0.</param>
    /// <param name="peaks">Takes the peaks.</param>
    /// <param name="minimumShare">Lowest peak, as a share of the highest.</param>
    public static int Pick(ReadOnlySpan<float> values, Span<SpectrumPeak> peaks, double minimumShare = 0.03)
    {
        var highest = 0f;
        foreach (var value in values)
            highest = float.IsFinite(value) ? Math.Max(highest, value) : highest;
        if (!(highest > 0))
            return 0;
        var count = 0;
        for (var i = 0; i < values.Length; i++)
            if (values[i] >= minimumShare * highest && IsPeak(values, i))
                Insert(peaks, ref count, new SpectrumPeak((ushort)i, (byte)MathF.Round(SpectrumPeak.FullHeight * values[i] / highest), Width(values, i)));
        return count;
    }

    static bool IsPeak(ReadOnlySpan<float> values, int at)
    {
        for (var i = Math.Max(0, at - Reach); i <= Math.Min(values.Length - 1, at + Reach); i++)
            if (values[i] > values[at] || values[i] == values[at] && i < at)
                return false;
        return true;
    }

    static byte Width(ReadOnlySpan<float> values, int at)
    {
        int left = at, right = at;
        while (left > 0 && values[left - 1] > values[at] / 2 && at - left < SpectrumPeak.MaxWidth)
            left--;
        while (right < values.Length - 1 && values[right + 1] > values[at] / 2 && right - at < SpectrumPeak.MaxWidth)
            right++;
        return (byte)Math.Clamp(right - left + 1, 1, SpectrumPeak.MaxWidth);
    }

    // Sorted by height; the lowest falls off the end.
    static void Insert(Span<SpectrumPeak> peaks, ref int count, SpectrumPeak peak)
    {
        var at = count;
        while (at > 0 && peaks[at - 1].Height < peak.Height)
            at--;
        if (at == peaks.Length)
            return;
        count = Math.Min(count + 1, peaks.Length);
        peaks[at..(count - 1)].CopyTo(peaks[(at + 1)..]);
        peaks[at] = peak;
    }
}
