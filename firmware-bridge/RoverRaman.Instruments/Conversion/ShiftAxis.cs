using RoverRaman.Spectra;

namespace RoverRaman.Instruments.Conversion;

/// <summary>Pixels to Raman shift: calibration or the instrument's own polynomial, air or vacuum, laser, drift.</summary>
static class ShiftAxis
{
    public static RamanShiftAxis Create(SpectrometerInfo info, double laserNanometres, FrameConverterOptions options)
    {
        var (wavelengths, laser) = options.Calibration is { } calibration
            ? (calibration.Wavelengths(info), calibration.LaserNanometres)
            : (Own(info, options.InAir), options.InAir ? AirWavelength.ToVacuum(laserNanometres) : laserNanometres);
        if (options.ShiftOffset == 0)
            return RamanShiftAxis.FromWavelengths(wavelengths, laser);
        var shifts = RamanShiftAxis.FromWavelengths(wavelengths, laser).Shifts.ToArray();
        for (var i = 0; i < shifts.Length; i++)
            shifts[i] += options.ShiftOffset;
        return new RamanShiftAxis(shifts);
    }

    static double[] Own(SpectrometerInfo info, bool inAir)
    {
        if (info.Wavelengths.Length != info.PixelCount)
            throw new InstrumentException($"Expected wavelengths for {info.PixelCount} pixels, a {info.Model} stores none. Calibrate it (roverraman instrument calibrate) and name the file as its calibration.");
        return inAir ? [.. info.Wavelengths.Select(AirWavelength.ToVacuum)] : info.Wavelengths;
    }
}
