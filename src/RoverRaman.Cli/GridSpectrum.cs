using RoverRaman.Spectra;

namespace RoverRaman.Cli;

/// <summary>A spectrum file on the grid, judged.</summary>
static class GridSpectrum
{
    /// <exception cref="SpectrumFormatException">The file is missing or not usable.</exception>
    public static (float[] Grid, QualityFlags Flags) Load(string file)
    {
        var spectrum = DataSource.LoadSpectrum(file);
        var resampler = new GridResampler(spectrum.Axis);
        var grid = new float[Grid.Count];
        resampler.Resample(spectrum.Intensities, grid);
        return (grid, SpectralQuality.Assess(grid, resampler.Covered));
    }
}
