namespace RoverRaman.Instruments;

/// <summary>Polynomials in a pixel's number or a count, coefficients by rising power.</summary>
public static class Polynomial
{
    /// <summary>Sum of c_i x^i.</summary>
    public static double Evaluate(ReadOnlySpan<double> coefficients, double x)
    {
        double sum = 0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
            sum = sum * x + coefficients[i];
        return sum;
    }

    /// <summary>Wavelength of each pixel, nm.</summary>
    /// <param name="coefficients">By rising power.</param>
    /// <param name="pixels">Number of pixels.</param>
    /// <param name="origin">Number of the first pixel: 0 for Ocean and Wasatch, 1 for Hamamatsu.</param>
    /// <exception cref="InstrumentException">A wavelength is not above zero.</exception>
    public static double[] Wavelengths(ReadOnlySpan<double> coefficients, int pixels, int origin = 0)
    {
        var wavelengths = new double[pixels];
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            var value = Evaluate(coefficients, pixel + origin);
            wavelengths[pixel] = value > 0 && double.IsFinite(value)
                ? value
                : throw new InstrumentException($"Expected wavelengths above 0 nm from the coefficients, found {value} nm at pixel {pixel}. Is the instrument calibrated?");
        }
        return wavelengths;
    }
}
