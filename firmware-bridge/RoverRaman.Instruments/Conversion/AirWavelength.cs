namespace RoverRaman.Instruments.Conversion;

/// <summary>
/// Wavelengths in standard air (15 degrees Celsius, 1013.25 hPa) and in vacuum. Line lists of lamps are in air; Raman shifts are differences of
/// vacuum wavenumbers. Mixing the two costs about 3 cm-1 at 785 nm. Dispersion of air: E. Peck and K. Reeder, J. Opt. Soc. Am. 62 (1972) 958.
/// </summary>
public static class AirWavelength
{
    /// <summary>Refractive index of standard air at a wavelength, nm: 1.000275 at 785 nm.</summary>
    public static double Index(double nanometres)
    {
        var sigma2 = 1e6 / (nanometres * nanometres); // wavenumber squared, um-2
        return 1 + 1e-8 * (8060.51 + 2480990 / (132.274 - sigma2) + 17455.7 / (39.32957 - sigma2));
    }

    /// <summary>Air to vacuum, nm.</summary>
    public static double ToVacuum(double air) => air * Index(air);

    /// <summary>Vacuum to air, nm.</summary>
    public static double ToAir(double vacuum) => vacuum / Index(vacuum);
}
