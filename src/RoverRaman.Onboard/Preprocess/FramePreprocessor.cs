using RoverRaman.Instruments;
using RoverRaman.Instruments.Conversion;
using RoverRaman.Spectra;

namespace RoverRaman.Onboard;

/// <summary>Raw counts to the grid, by the one copy of preprocessing that the trainer uses too, then judged.</summary>
/// <param name="laserNanometres">Excitation wavelength, nm.</param>
/// <param name="options">Calibration and what else is done to counts.</param>
/// <param name="drift">Watches a check line; null: none is watched.</param>
/// <param name="correctDrift">Shifts the axis by what the check line shows.</param>
public sealed class FramePreprocessor(
    double laserNanometres, FrameConverterOptions? options = null, DriftMonitor? drift = null, bool correctDrift = false) : IFramePreprocessor
{
    // An axis is built anew, which allocates, only where it pays.
    const double SmallestCorrection = 0.5;
    readonly FrameConverterOptions _options = options ?? new FrameConverterOptions();
    SpectrometerInfo? _instrument;
    DarkReference? _dark;
    FrameConverter? _converter;
    double _applied;
    double _measured = double.NaN;

    /// <inheritdoc/>
    public double? DriftWavenumbers => Volatile.Read(ref _measured) is var value && double.IsNaN(value) ? null : value;

    /// <inheritdoc/>
    /// <exception cref="SpectrumFormatException">The instrument's wavelengths make no axis.</exception>
    /// <exception cref="InstrumentException">The instrument has no wavelengths, or the calibration is another's.</exception>
    public QualityFlags Process(RawFrame frame, Span<float> grid)
    {
        if (_converter is null || !ReferenceEquals(_instrument, frame.Instrument))
            Prepare(frame.Instrument!);
        UseDark(_converter!, frame.Dark);
        var flags = _converter!.Convert(frame.Pixels, frame.Info, grid);
        flags |= SpectralQuality.Assess(grid, _converter.Covered);
        if ((flags & SpectralQuality.Unusable) == 0 && drift?.Observe(grid) == true)
            Follow();
        return flags;
    }

    void Prepare(SpectrometerInfo instrument)
    {
        _converter = new FrameConverter(instrument, laserNanometres, _options with { ShiftOffset = _options.ShiftOffset - _applied });
        _instrument = instrument;
        _dark = null;
    }

    // The monitor sees the corrected axis: what it finds is what is left.
    void Follow()
    {
        var left = drift!.Drift ?? 0;
        Volatile.Write(ref _measured, _applied + left);
        if (!correctDrift || Math.Abs(left) < SmallestCorrection)
            return;
        _applied += left;
        drift.Moved(left);
        Prepare(_instrument!);
    }

    void UseDark(FrameConverter converter, DarkReference? dark)
    {
        if (ReferenceEquals(_dark, dark))
            return;
        if (dark is null)
            converter.ClearDark();
        else
            converter.SetDark(dark.Counts, dark.IntegrationTime);
        _dark = dark;
    }
}
