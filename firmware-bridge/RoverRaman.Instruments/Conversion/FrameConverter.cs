using RoverRaman.Instruments.Conversion;
using RoverRaman.Spectra;

namespace RoverRaman.Instruments;

/// <summary>
/// From a detector's counts to the grid, in the order raw, saturation flag, dark, nonlinearity, hot pixels, spikes, Raman shift, grid. Built once
/// for an instrument and a laser; converting allocates nothing. One thread uses it at a time.
/// </summary>
public sealed class FrameConverter
{
    /// <summary>Part of the full scale at which a pixel counts as saturated: clients of the STS use 16,000 of 16,383.</summary>
    public const double SaturationFraction = 16000.0 / 16383.0;

    /// <summary>The same for the mean of several scans, which hides a clipped one.</summary>
    public const double AveragedSaturationFraction = 0.9 * SaturationFraction;

    readonly GridResampler _resampler;
    readonly SpikeFilter? _spikes;
    readonly double[] _nonlinearity;
    readonly float _saturation, _averagedSaturation;
    readonly float[] _dark;
    readonly float[] _net;
    readonly HotPixels? _hot;
    TimeSpan? _darkTime;

    /// <summary>Prepares the conversion.</summary>
    /// <param name="info">The instrument: wavelength of each pixel and full scale.</param>
    /// <param name="laserNanometres">Excitation wavelength, nm.</param>
    /// <param name="options">What else is done; the default is everything that needs no further knowledge.</param>
    /// <exception cref="SpectrumFormatException">The wavelengths make no axis.</exception>
    /// <exception cref="InstrumentException">The instrument stores no wavelengths and there is no calibration, or one of another instrument.</exception>
    public FrameConverter(SpectrometerInfo info, double laserNanometres, FrameConverterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(laserNanometres);
        options ??= new FrameConverterOptions();
        Axis = ShiftAxis.Create(info, laserNanometres, options);
        _resampler = new GridResampler(Axis);
        _saturation = (float)(info.MaximumCounts * SaturationFraction);
        _averagedSaturation = (float)(info.MaximumCounts * AveragedSaturationFraction);
        _nonlinearity = info.Nonlinearity;
        _spikes = options.SingleFrameDespike ? new SpikeFilter(info.PixelCount) : null;
        _hot = options.HotPixels ? new HotPixels(info.PixelCount, options.Calibration?.HotPixels ?? []) : null;
        _dark = new float[info.PixelCount];
        _net = new float[info.PixelCount];
    }

    /// <summary>Raman shift of each pixel, cm-1.</summary>
    public RamanShiftAxis Axis { get; }

    /// <summary>Number of grid points that the instrument covers.</summary>
    public int Covered => _resampler.Covered;

    /// <summary>Integration time of the dark in use, or null where there is none.</summary>
    public TimeSpan? DarkTime => _darkTime;

    /// <summary>Pixels that are replaced by their neighbours.</summary>
    public int HotPixelCount => _hot?.Count ?? 0;

    /// <summary>Pixels replaced as spikes since construction.</summary>
    public long SpikesReplaced { get; private set; }

    /// <summary>Keeps a spectrum taken with the excitation off. It serves spectra of the same integration time only.</summary>
    public void SetDark(ReadOnlySpan<float> counts, TimeSpan integrationTime)
    {
        CheckLength(counts);
        counts.CopyTo(_dark);
        _darkTime = integrationTime;
        _hot?.Learn(counts);
    }

    /// <summary>Forgets the dark, e.g. after the detector's temperature has changed.</summary>
    public void ClearDark() => _darkTime = null;

    /// <summary>Fills <paramref name="grid"/> from one raw spectrum of a single scan; see the other overload.</summary>
    public QualityFlags Convert(ReadOnlySpan<float> counts, TimeSpan integrationTime, Span<float> grid) =>
        Convert(counts, new FrameInfo(0, integrationTime), grid);

    /// <summary>Fills <paramref name="grid"/> from one raw spectrum. Differences below zero stay: clipping them would bias averages.</summary>
    /// <param name="counts">One value a pixel.</param>
    /// <param name="info">Integration time and scans of this spectrum.</param>
    /// <param name="grid"><see cref="Grid.Count"/> values, overwritten; zero outside the instrument's range.</param>
    /// <returns>
    /// <see cref="QualityFlags.Saturated"/>, <see cref="QualityFlags.NoDark"/>, <see cref="QualityFlags.NotFinite"/>: what only the raw
    /// counts show. <see cref="SpectralQuality.Assess(System.ReadOnlySpan{float}, int)"/> judges the grid itself.
    /// </returns>
    public QualityFlags Convert(ReadOnlySpan<float> counts, FrameInfo info, Span<float> grid)
    {
        CheckLength(counts);
        var flags = Judge(counts, info.Scans > 1 ? _averagedSaturation : _saturation);
        if (_darkTime == info.IntegrationTime)
        {
            for (var i = 0; i < counts.Length; i++)
                _net[i] = counts[i] - _dark[i];
            // Only what the light added is bent; without a dark that is not known.
            Straighten(_net);
        }
        else
        {
            counts.CopyTo(_net);
            flags |= QualityFlags.NoDark;
        }
        _hot?.Replace(_net);
        if ((flags & QualityFlags.NotFinite) == 0)
            SpikesReplaced += _spikes?.Remove(_net) ?? 0;
        _resampler.Resample(_net, grid);
        return flags;
    }

    static QualityFlags Judge(ReadOnlySpan<float> counts, float saturation)
    {
        var flags = QualityFlags.None;
        foreach (var count in counts)
        {
            if (count >= saturation)
                flags |= QualityFlags.Saturated;
            if (!float.IsFinite(count))
                flags |= QualityFlags.NotFinite;
        }
        return flags;
    }

    // corrected = counts / sum n_i counts^i (python-seabreeze spectrometers.py)
    void Straighten(Span<float> net)
    {
        if (_nonlinearity.Length == 0)
            return;
        foreach (ref var value in net)
        {
            var factor = Polynomial.Evaluate(_nonlinearity, value);
            if (factor > 0.1)
                value = (float)(value / factor);
        }
    }

    void CheckLength(ReadOnlySpan<float> counts)
    {
        if (counts.Length != _net.Length)
            throw new ArgumentException($"Expected {_net.Length} counts, one a pixel, found {counts.Length}.", nameof(counts));
    }
}
