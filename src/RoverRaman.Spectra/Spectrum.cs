namespace RoverRaman.Spectra;

/// <summary>One Raman measurement: intensities over a Raman-shift axis, as recorded (any unit, any baseline).</summary>
public sealed class Spectrum
{
    /// <summary>Joins an axis and its intensities.</summary>
    /// <exception cref="SpectrumFormatException">The lengths differ, or an intensity is not finite.</exception>
    public Spectrum(RamanShiftAxis axis, float[] intensities)
    {
        ArgumentNullException.ThrowIfNull(axis);
        ArgumentNullException.ThrowIfNull(intensities);
        if (axis.Count != intensities.Length)
            throw SpectrumFormatException.LengthsDiffer(axis.Count, intensities.Length);
        for (var i = 0; i < intensities.Length; i++)
            if (!float.IsFinite(intensities[i]))
                throw SpectrumFormatException.IntensityNotFinite(axis.Shifts[i], intensities[i]);
        Axis = axis;
        Intensities = intensities;
    }

    /// <summary>Where the points lie, cm-1.</summary>
    public RamanShiftAxis Axis { get; }

    /// <summary>Intensity of each point, in the axis' order.</summary>
    public float[] Intensities { get; }

    /// <summary>The spectrum on the paper's grid: <see cref="Grid.Count"/> points, not yet scaled (scaling lives in the network).</summary>
    public float[] ToGrid()
    {
        var grid = new float[Grid.Count];
        new GridResampler(Axis).Resample(Intensities, grid);
        return grid;
    }
}
