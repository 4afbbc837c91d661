namespace RoverRaman.Instruments.Calibration;

/// <summary>Least squares of a polynomial, by Householder-free normal equations in a centred variable: at most fifth order on some ten points.</summary>
static class PolynomialFit
{
    /// <summary>Coefficients by rising power of y(x).</summary>
    public static double[] Fit(IReadOnlyList<double> x, IReadOnlyList<double> y, int order)
    {
        // In t = (x - middle) / half the equations are well conditioned; then back to x.
        var (low, high) = (x.Min(), x.Max());
        var (middle, half) = ((low + high) / 2, Math.Max((high - low) / 2, 1e-9));
        var size = order + 1;
        var matrix = new double[size, size + 1];
        for (var point = 0; point < x.Count; point++)
        {
            var powers = Powers((x[point] - middle) / half, size);
            for (var row = 0; row < size; row++)
            {
                for (var column = 0; column < size; column++)
                    matrix[row, column] += powers[row] * powers[column];
                matrix[row, size] += powers[row] * y[point];
            }
        }
        return Expand(Solve(matrix, size), middle, half);
    }

    static double[] Powers(double t, int count)
    {
        var powers = new double[count];
        for (var (i, value) = (0, 1.0); i < count; i++, value *= t)
            powers[i] = value;
        return powers;
    }

    // Gauss with row pivoting.
    static double[] Solve(double[,] matrix, int size)
    {
        for (var column = 0; column < size; column++)
        {
            var pivot = Enumerable.Range(column, size - column).MaxBy(row => Math.Abs(matrix[row, column]));
            for (var k = 0; k <= size; k++)
                (matrix[column, k], matrix[pivot, k]) = (matrix[pivot, k], matrix[column, k]);
            if (Math.Abs(matrix[column, column]) < 1e-12)
                throw new InstrumentException("Expected lines spread over the detector, found too few different positions to fit a polynomial.");
            for (var row = 0; row < size; row++)
            {
                if (row == column)
                    continue;
                var factor = matrix[row, column] / matrix[column, column];
                for (var k = column; k <= size; k++)
                    matrix[row, k] -= factor * matrix[column, k];
            }
        }
        return [.. Enumerable.Range(0, size).Select(row => matrix[row, size] / matrix[row, row])];
    }

    // sum a_i ((x - m) / h)^i by Horner on polynomials.
    static double[] Expand(double[] scaled, double middle, double half)
    {
        var result = new double[scaled.Length];
        for (var i = scaled.Length - 1; i >= 0; i--)
        {
            for (var power = scaled.Length - 1; power >= 0; power--)
                result[power] = (power > 0 ? result[power - 1] / half : 0) - result[power] * middle / half;
            result[0] += scaled[i];
        }
        return result;
    }
}
