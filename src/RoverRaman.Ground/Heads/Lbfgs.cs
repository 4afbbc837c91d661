using System.Numerics.Tensors;

namespace RoverRaman.Ground.Heads;

/// <summary>
/// Limited-memory BFGS (Nocedal and Wright, Numerical Optimization, 2nd ed., algorithms 7.4 and 7.5) with a backtracking line search that
/// demands sufficient decrease; steps whose curvature is not positive are not remembered, so every direction goes down.
/// </summary>
static class Lbfgs
{
    const int Memory = 10, Halvings = 30;
    const double SufficientDecrease = 1e-4;

    /// <summary>Value at <paramref name="at"/>; writes the gradient.</summary>
    public delegate double Objective(ReadOnlySpan<double> at, Span<double> gradient);

    /// <summary>Minimises from <paramref name="start"/>; ends where no gradient component exceeds <paramref name="tolerance"/>, or after <paramref name="iterations"/>.</summary>
    public static double[] Minimise(Objective objective, double[] start, int iterations, double tolerance, CancellationToken cancellation = default)
    {
        var (x, gradient) = ((double[])start.Clone(), new double[start.Length]);
        double value = objective(x, gradient);
        var pairs = new LinkedList<(double[] Step, double[] Change, double Curvature)>();
        for (int i = 0; i < iterations && TensorPrimitives.MaxMagnitude<double>(gradient) is var largest && Math.Abs(largest) > tolerance; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] direction = Direction(gradient, pairs);
            double first = pairs.Count == 0 ? 1 / Math.Max(1, TensorPrimitives.Norm<double>(gradient)) : 1;
            if (Search(objective, x, value, gradient, direction, first) is not { } found)
                return x;
            Remember(pairs, Difference(found.At, x), Difference(found.Gradient, gradient));
            (x, value, gradient) = found;
        }
        return x;
    }

    static (double[] At, double Value, double[] Gradient)? Search(
        Objective objective, double[] x, double value, double[] gradient, double[] direction, double step)
    {
        double slope = TensorPrimitives.Dot<double>(gradient, direction);
        var (at, next) = (new double[x.Length], new double[x.Length]);
        for (int i = 0; i < Halvings; i++, step /= 2)
        {
            TensorPrimitives.MultiplyAdd(direction, step, x, at);
            double found = objective(at, next);
            if (found <= value + SufficientDecrease * step * slope)
                return (at, found, next);
        }
        return null; // No step goes down: this is the minimum as far as the arithmetic can tell.
    }

    static double[] Direction(double[] gradient, LinkedList<(double[] Step, double[] Change, double Curvature)> pairs)
    {
        double[] q = new double[gradient.Length];
        TensorPrimitives.Negate(gradient, q);
        double[] alphas = new double[pairs.Count];
        int i = pairs.Count;
        for (var node = pairs.Last; node is not null; node = node.Previous)
        {
            var (step, change, curvature) = node.Value;
            alphas[--i] = TensorPrimitives.Dot<double>(step, q) / curvature;
            TensorPrimitives.MultiplyAdd(change, -alphas[i], q, q);
        }
        if (pairs.Last is { } newest)
            TensorPrimitives.Multiply(q, newest.Value.Curvature / TensorPrimitives.Dot<double>(newest.Value.Change, newest.Value.Change), q);
        foreach (var (step, change, curvature) in pairs)
            TensorPrimitives.MultiplyAdd(step, alphas[i++] - TensorPrimitives.Dot<double>(change, q) / curvature, q, q);
        return q;
    }

    static void Remember(LinkedList<(double[] Step, double[] Change, double Curvature)> pairs, double[] step, double[] change)
    {
        double curvature = TensorPrimitives.Dot<double>(step, change);
        if (curvature <= 1e-12 * TensorPrimitives.Dot<double>(change, change))
            return;
        _ = pairs.AddLast((step, change, curvature));
        if (pairs.Count > Memory)
            pairs.RemoveFirst();
    }

    static double[] Difference(double[] a, double[] b)
    {
        double[] difference = new double[a.Length];
        TensorPrimitives.Subtract(a, b, difference);
        return difference;
    }
}
