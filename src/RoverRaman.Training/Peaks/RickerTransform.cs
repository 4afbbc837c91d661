using System.Numerics.Tensors;

namespace RoverRaman.Training.Peaks;

/// <summary>
/// Continuous wavelet transform of a spectrum with the Ricker ("Mexican hat") wavelet: one row a width, each row the convolution of the
/// spectrum with the wavelet of that width, zero beyond both ends.
/// </summary>
public static class RickerTransform
{
    /// <summary>The wavelet is cut at so many widths, half to either side.</summary>
    const int Extent = 10;

    /// <summary>Transforms <paramref name="values"/>; element [r][i] is row r (width r) at point i.</summary>
    /// <param name="values">Intensities at equal steps.</param>
    /// <param name="widths">Widths a of the wavelet, points, each at least 1.</param>
    public static double[][] Apply(ReadOnlySpan<float> values, IReadOnlyList<int> widths)
    {
        ArgumentNullException.ThrowIfNull(widths);
        var rows = new double[widths.Count][];
        for (var row = 0; row < rows.Length; row++)
            rows[row] = Convolve(values, Wavelet(Math.Min(Extent * widths[row], values.Length), widths[row]));
        return rows;
    }

    /// <summary>A (1 - (x/a)^2) exp(-(x/a)^2 / 2) with A = 2 / (sqrt(3 a) pi^(1/4)), sampled at unit steps around its centre.</summary>
    /// <param name="points">Number of samples.</param>
    /// <param name="width">Width a, points.</param>
    public static double[] Wavelet(int points, double width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        var amplitude = 2 / (Math.Sqrt(3 * width) * Math.Pow(Math.PI, 0.25));
        var wavelet = new double[points];
        for (var i = 0; i < points; i++)
        {
            var x = i - (points - 1.0) / 2;
            var square = x * x / (width * width);
            wavelet[i] = amplitude * (1 - square) * Math.Exp(-square / 2);
        }
        return wavelet;
    }

    // The middle part of the full convolution, as long as the input. The wavelet is symmetric, so that it need not be turned round.
    static double[] Convolve(ReadOnlySpan<float> values, double[] wavelet)
    {
        var before = wavelet.Length - 1 - (wavelet.Length - 1) / 2;
        var padded = new double[values.Length + wavelet.Length - 1];
        for (var i = 0; i < values.Length; i++)
            padded[before + i] = values[i];
        var result = new double[values.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = TensorPrimitives.Dot(padded.AsSpan(i, wavelet.Length), wavelet);
        return result;
    }
}
