using System.Numerics.Tensors;

namespace RoverRaman.Training.Explain;

/// <summary>Least squares with weights that are not negative, of a few references.</summary>
static class NonNegativeFit
{
    const int Sweeps = 200;

    /// <summary>Weights of the references and the squared residual. Coordinate descent: the problem is convex and small.</summary>
    public static (double[] Weights, double Residual) Solve(IReadOnlyList<float[]> references, float[] target)
    {
        var count = references.Count;
        var weights = new double[count];
        var gram = new double[count, count];
        var with = new double[count];
        for (var i = 0; i < count; i++)
        {
            with[i] = TensorPrimitives.Dot<float>(references[i], target);
            for (var j = 0; j < count; j++)
                gram[i, j] = TensorPrimitives.Dot<float>(references[i], references[j]);
        }
        for (var sweep = 0; sweep < Sweeps; sweep++)
            for (var i = 0; i < count; i++)
            {
                var pull = with[i];
                for (var j = 0; j < count; j++)
                    pull -= j == i ? 0 : gram[i, j] * weights[j];
                weights[i] = gram[i, i] > 0 ? Math.Max(0, pull / gram[i, i]) : 0;
            }
        double residual = TensorPrimitives.Dot<float>(target, target);
        for (var i = 0; i < count; i++)
        {
            residual -= 2 * weights[i] * with[i];
            for (var j = 0; j < count; j++)
                residual += weights[i] * weights[j] * gram[i, j];
        }
        return (weights, Math.Max(0, residual));
    }

    /// <summary>Squared length that two references explain, in closed form.</summary>
    public static double ExplainedByPair(double firstOwn, double secondOwn, double across, double firstWith, double secondWith)
    {
        var determinant = firstOwn * secondOwn - across * across;
        if (determinant > 1e-9 * firstOwn * secondOwn)
        {
            double first = (firstWith * secondOwn - secondWith * across) / determinant, second = (secondWith * firstOwn - firstWith * across) / determinant;
            if (first >= 0 && second >= 0)
                return first * firstWith + second * secondWith;
        }
        return Math.Max(firstWith * firstWith / Math.Max(firstOwn, 1e-20), secondWith * secondWith / Math.Max(secondOwn, 1e-20));
    }
}
