namespace RoverRaman.Spectra;

/// <summary>Collects the points of one file; values at equal shifts are averaged, and every value must be finite.</summary>
internal sealed class PointBuffer
{
    const int BytesOfAPoint = 20, MaxInitial = 65536;

    // Detectors have thousands of pixels; a million is a mistake or an attack.
    const int MaxPoints = 1_000_000;

    readonly List<double> _shifts;
    readonly List<float> _intensities;

    /// <summary>Makes room for about as many points as a text of this length holds.</summary>
    public PointBuffer(int textLength)
    {
        var expected = Math.Min(textLength / BytesOfAPoint + 1, MaxInitial);
        _shifts = new List<double>(expected);
        _intensities = new List<float>(expected);
    }

    /// <summary>Number of points so far.</summary>
    public int Count => _shifts.Count;

    /// <summary>Takes one point.</summary>
    /// <exception cref="SpectrumFormatException">A value is not finite, or there are too many.</exception>
    public void Add(double shift, double intensity, int line)
    {
        if (!double.IsFinite(shift) || !float.IsFinite((float)intensity))
            throw SpectrumFormatException.NotFinite(line, shift, intensity);
        if (Count == MaxPoints)
            throw SpectrumFormatException.TooManyPoints(MaxPoints);
        _shifts.Add(shift);
        _intensities.Add((float)intensity);
    }

    /// <summary>The spectrum, in the file's order unless a shift stood twice (then ascending).</summary>
    /// <exception cref="SpectrumFormatException">Fewer than two different shifts.</exception>
    public Spectrum ToSpectrum()
    {
        var shifts = _shifts.ToArray();
        var intensities = _intensities.ToArray();
        if (!IsMonotonic(shifts))
            (shifts, intensities) = AverageRepeated(shifts, intensities);
        return new Spectrum(new RamanShiftAxis(shifts), intensities);
    }

    static bool IsMonotonic(double[] shifts)
    {
        var ascending = true;
        var descending = true;
        for (var i = 1; i < shifts.Length; i++)
        {
            ascending &= shifts[i] > shifts[i - 1];
            descending &= shifts[i] < shifts[i - 1];
        }
        return ascending || descending;
    }

    static (double[], float[]) AverageRepeated(double[] shifts, float[] intensities)
    {
        var order = Enumerable.Range(0, shifts.Length).OrderBy(i => shifts[i]).ToArray();
        var kept = new List<double>(shifts.Length);
        var means = new List<float>(shifts.Length);
        for (var i = 0; i < order.Length;)
        {
            var first = i;
            var sum = 0.0;
            for (; i < order.Length && shifts[order[i]] == shifts[order[first]]; i++)
                sum += intensities[order[i]];
            kept.Add(shifts[order[first]]);
            means.Add((float)(sum / (i - first)));
        }
        return (kept.ToArray(), means.ToArray());
    }
}
