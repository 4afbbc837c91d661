using RoverRaman.Spectra;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Models;

/// <summary>
/// A fixed linear map of a spectrum's squashed peaks, in bins of 4 cm-1, to 128 values: the subspace in which reference spectra differ most
/// (principal components). It keeps what a nearest neighbour sees; the network beside it learns what a nearest neighbour does not.
/// </summary>
public static class SquashedSpectrum
{
    /// <summary>Width of a bin, cm-1.</summary>
    public const int BinWidth = 4;

    /// <summary>Number of bins.</summary>
    public const int Bins = Grid.Count / BinWidth;

    /// <summary>Number of values.</summary>
    public const int Size = RoverNetOptions.EmbeddingSize;

    const int Iterations = 25, Batch = 256;

    /// <summary>Orthonormal rows [128, 348] that leave the mean out, found in spectra [n, 1392] of 0..1.</summary>
    public static float[] Filters(Tensor spectra)
    {
        ArgumentNullException.ThrowIfNull(spectra);
        var covariance = Covariance(spectra);
        var basis = Start();
        for (var i = 0; i < Iterations; i++)
            basis = Orthonormal(Multiply(covariance, basis));
        return [.. basis.SelectMany(row => row).Select(value => (float)value)];
    }

    static float[] Covariance(Tensor spectra)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var channels = new RamanChannels();
        var sum = zeros([Bins, Bins]);
        for (long start = 0; start < spectra.shape[0]; start += Batch)
        {
            using var inner = NewDisposeScope();
            var peaks = channels.call(spectra.narrow(0, start, Math.Min(Batch, spectra.shape[0] - start))).narrow(1, RamanChannels.Count - 1, 1);
            var bins = functional.avg_pool1d(peaks, BinWidth, BinWidth).squeeze(1);
            var unit = functional.normalize(bins - bins.mean([1], true), 2, 1);
            _ = sum.add_(unit.t().matmul(unit));
        }
        return sum.data<float>().ToArray();
    }

    // Cosines of different frequencies: deterministic, independent, and without a mean.
    static double[][] Start() => [.. Enumerable.Range(1, Size).Select(k => Enumerable.Range(0, Bins).Select(i => Math.Cos(Math.PI * k * (i + 0.5) / Bins)).ToArray())];

    static double[][] Multiply(float[] matrix, double[][] rows)
    {
        var product = new double[rows.Length][];
        _ = Parallel.For(0, rows.Length, r =>
        {
            var result = new double[Bins];
            for (var i = 0; i < Bins; i++)
                for (var j = 0; j < Bins; j++)
                    result[i] += matrix[i * Bins + j] * rows[r][j];
            product[r] = result;
        });
        return product;
    }

    // Modified Gram-Schmidt, the constant vector first: a spectrum's mean must not count. Directions that the data do not span are kept as
    // they come out, of unit length or zero.
    static double[][] Orthonormal(double[][] rows)
    {
        double[] constant = [.. Enumerable.Repeat(1 / Math.Sqrt(Bins), Bins)];
        for (var r = 0; r < rows.Length; r++)
        {
            Remove(rows[r], constant);
            for (var earlier = 0; earlier < r; earlier++)
                Remove(rows[r], rows[earlier]);
            var length = Math.Sqrt(rows[r].Sum(value => value * value));
            for (var i = 0; i < Bins; i++)
                rows[r][i] = length > 1e-12 ? rows[r][i] / length : 0;
        }
        return rows;
    }

    static void Remove(double[] row, double[] direction)
    {
        var share = 0.0;
        for (var i = 0; i < row.Length; i++)
            share += row[i] * direction[i];
        for (var i = 0; i < row.Length; i++)
            row[i] -= share * direction[i];
    }
}
