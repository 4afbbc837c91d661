namespace RoverRaman.Spectra.Tests;

public sealed class RamanShiftAxisTests
{
    [Fact]
    public void Constructor_OnePoint_IsTooFew() => Fault(SpectrumFault.TooFewPoints, [500]);

    [Fact]
    public void Constructor_NaN_IsNotFinite() => Fault(SpectrumFault.NotFinite, [500, double.NaN]);

    [Fact]
    public void Constructor_EqualShifts_AreRefused() => Fault(SpectrumFault.ShiftRepeated, [500, 600, 500]);

    [Fact]
    public void MinimumAndMaximum_OfMixedOrder_AreFound()
    {
        var axis = new RamanShiftAxis([500, 900, 300, 700]);

        Assert.Equal((300, 900), (axis.Minimum, axis.Maximum));
        Assert.Equal([500, 900, 300, 700], axis.Shifts.ToArray());
    }

    // 785 nm laser; the 520.5 cm-1 line of silicon lies at 1 / (1/785 nm - 520.5 cm-1) = 818.44 nm.
    [Fact]
    public void FromWavelengths_SiliconLine_StandsAt520()
    {
        var axis = RamanShiftAxis.FromWavelengths([800, 1e7 / (1e7 / 785 - 520.5)], 785);

        Assert.Equal(238.85, axis.Shifts[0], 2);
        Assert.Equal(520.5, axis.Shifts[1], 6);
        Assert.Equal(818.44, 1e7 / (1e7 / 785 - 520.5), 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-532)]
    [InlineData(double.NaN)]
    public void FromWavelengths_LaserNotAboveZero_IsRefused(double laser) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RamanShiftAxis.FromWavelengths([800, 810], laser));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void FromWavelengths_WavelengthNotAboveZero_IsNamedByPixel(double wavelength)
    {
        var exception = Assert.Throws<SpectrumFormatException>(() => RamanShiftAxis.FromWavelengths([800, wavelength], 785));

        Assert.Contains("pixel 1", exception.Message);
    }

    [Fact]
    public void Spectrum_LengthsDiffer_NamesBoth() => Assert.Equal(
        SpectrumFault.LengthsDiffer,
        Assert.Throws<SpectrumFormatException>(() => new Spectrum(new RamanShiftAxis([1, 2]), new float[3])).Reason);

    [Fact]
    public void Spectrum_InfiniteIntensity_IsRefused() => Assert.Equal(
        SpectrumFault.NotFinite,
        Assert.Throws<SpectrumFormatException>(() => new Spectrum(new RamanShiftAxis([1, 2]), [0, float.PositiveInfinity])).Reason);

    static void Fault(SpectrumFault expected, double[] shifts) =>
        Assert.Equal(expected, Assert.Throws<SpectrumFormatException>(() => new RamanShiftAxis(shifts)).Reason);
}
