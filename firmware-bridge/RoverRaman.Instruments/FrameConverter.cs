using RoverRaman.Spectra;

namespace RoverRaman.Instruments;

/// <summary>
/// From a detector's counts to the grid, in the order raw, saturation flag, dark, Raman shift, grid. Built once for an instrument
/// and a laser; converting allocates nothing. One thread uses it at a time.
/// </summary>
public sealed class FrameConverter
{
    /// <summary>Part of the full scale at which a pixel counts as saturated: clients of the STS use 16,000 of 16,383.</summary>
    public const double SaturationFraction = 16000.0 / 16383.0;

    readonly GridResampler _resampler;
    readonly float _saturation;
    readonly float[] _dark;
    readonly float[] _net;
    TimeSpan? _darkTime;

    /// <summary>Prepares the conversion.</summary>
    /// <param name="info">The instrument: wavelength of each pixel and full scale.</param>
    /// <param name="laserNanometres">Excitation wavelength, nm.</param>
    /// <exception cref="SpectrumFormatException">The wavelengths make no axis.</exception>
    public FrameConverter(SpectrometerInfo info, double laserNanometres)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(laserNanometres);
        Axis = RamanShiftAxis.FromWavelengths(info.Wavelengths, laserNanometres);
        _resampler = new GridResampler(Axis);
        _saturation = (float)(info.MaximumCounts * SaturationFraction);
        _dark = new float[info.PixelCount];
        _net = new float[info.PixelCount];
    }

    /// <summary>Raman shift of each pixel, cm-1.</summary>
    public RamanShiftAxis Axis { get; }

    /// <summary>Number of grid points that the instrument covers.</summary>
    public int Covered => _resampler.Covered;

    /// <summary>Integration time of the dark in use, or null where there is none.</summary>
    public TimeSpan? DarkTime => _darkTime;

    /// <summary>Keeps a spectrum taken with the excitation off. It serves spectra of the same integration time only.</summary>
    public void SetDark(ReadOnlySpan<float> counts, TimeSpan integrationTime)
    {
        CheckLength(counts);
        counts.CopyTo(_dark);
        _darkTime = integrationTime;
    }

    /// <summary>Forgets the dark, e.g. after the detector's temperature has changed.</summary>
    public void ClearDark() => _darkTime = null;

    /// <summary>Fills <paramref name="grid"/> from one raw spectrum. Differences below zero stay: clipping them would bias averages.</summary>
    /// <param name="counts">One value a pixel.</param>
    /// <param name="integrationTime">Integration time of this spectrum.</param>
    /// <param name="grid"><see cref="Grid.Count"/> values, overwritten; zero outside the instrument's range.</param>
    /// <returns>
    /// <see cref="QualityFlags.Saturated"/>, <see cref="QualityFlags.NoDark"/>, <see cref="QualityFlags.NotFinite"/>: what only the raw
    /// counts show. <see cref="SpectralQuality.Assess"/> judges the grid itself.
    /// </returns>
    public QualityFlags Convert(ReadOnlySpan<float> counts, TimeSpan integrationTime, Span<float> grid)
    {
        CheckLength(counts);
        var flags = QualityFlags.None;
        foreach (var count in counts)
        {
            if (count >= _saturation)
                flags |= QualityFlags.Saturated;
            if (!float.IsFinite(count))
                flags |= QualityFlags.NotFinite;
        }
        if (_darkTime != integrationTime)
        {
            _resampler.Resample(counts, grid);
            return flags | QualityFlags.NoDark;
        }
        for (var i = 0; i < counts.Length; i++)
            _net[i] = counts[i] - _dark[i];
        _resampler.Resample(_net, grid);
        return flags;
    }

    void CheckLength(ReadOnlySpan<float> counts)
    {
        if (counts.Length != _net.Length)
            throw new ArgumentException($"Expected {_net.Length} counts, one a pixel, found {counts.Length}.", nameof(counts));
    }
}
