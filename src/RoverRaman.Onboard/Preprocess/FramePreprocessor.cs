using RoverRaman.Instruments;
using RoverRaman.Spectra;

namespace RoverRaman.Onboard;

/// <summary>Raw counts to the grid, by the one copy of preprocessing that the trainer uses too, then judged.</summary>
/// <param name="laserNanometres">Excitation wavelength, nm.</param>
public sealed class FramePreprocessor(double laserNanometres) : IFramePreprocessor
{
    SpectrometerInfo? _instrument;
    DarkReference? _dark;
    FrameConverter? _converter;

    /// <inheritdoc/>
    /// <exception cref="SpectrumFormatException">The instrument's wavelengths make no axis.</exception>
    public QualityFlags Process(RawFrame frame, Span<float> grid)
    {
        if (_converter is null || !ReferenceEquals(_instrument, frame.Instrument))
        {
            _converter = new FrameConverter(frame.Instrument!, laserNanometres);
            _instrument = frame.Instrument;
            _dark = null;
        }
        UseDark(_converter, frame.Dark);
        var flags = _converter.Convert(frame.Pixels, frame.Info.IntegrationTime, grid);
        return flags | SpectralQuality.Assess(grid, _converter.Covered);
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
