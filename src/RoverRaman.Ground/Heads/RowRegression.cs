using System.Numerics.Tensors;
using RoverRaman.Heads;

namespace RoverRaman.Ground.Heads;

/// <summary>
/// Softmax regression of new rows beside rows that stay as they are, with a quadratic penalty on the distance from where the rows start.
/// Evidence of a class is the log-sum-exp of its logits over the alignments of each group, as the onboard head computes it. With one alignment the loss is
/// convex and has one minimum; with more it is not quite, and the start decides which is found.
/// </summary>
/// <param name="samples">What to fit to.</param>
/// <param name="start">[rows][size of the layout]: where the rows start, and what the penalty pulls to.</param>
/// <param name="penalty">Half of it times the squared distance from the start is added to the loss.</param>
/// <param name="intercept">True where the last number of each row belongs to a feature that is always 1 and is not penalised.</param>
/// <param name="common">Groups whose weights stay where they start.</param>
sealed class RowRegression(RowSamples samples, double[][] start, double penalty, bool intercept, IReadOnlyCollection<FeatureGroup> common)
{
    readonly int _rows = start.Length;
    readonly int _size = start[0].Length;

    /// <summary>Fits.</summary>
    public double[][] Fit(int iterations, double tolerance, CancellationToken cancellation = default)
    {
        double[] found = Lbfgs.Minimise(Loss, [.. start.SelectMany(row => row)], iterations, tolerance, cancellation);
        return [.. Enumerable.Range(0, _rows).Select(row => found[(row * _size)..((row + 1) * _size)])];
    }

    // Spectra are independent: each core sums its own share of the gradient.
    double Loss(ReadOnlySpan<double> at, Span<double> gradient)
    {
        double[] rows = at.ToArray();
        int parts = Math.Clamp(samples.Features.Count / 64, 1, Environment.ProcessorCount);
        var losses = new double[parts];
        var gradients = new double[parts][];
        _ = Parallel.For(0, parts, part =>
        {
            gradients[part] = new double[rows.Length];
            for (int i = part; i < samples.Features.Count; i += parts)
                losses[part] += Add(i, rows, gradients[part]);
        });
        gradient.Clear();
        foreach (double[] share in gradients)
            TensorPrimitives.Add(gradient, share, gradient);
        foreach (var group in common)
            for (int row = 0; row < _rows; row++)
                gradient[row * _size + group.Row] = 0;
        return losses.Sum() + Penalty(rows, gradient);
    }

    double Add(int sample, double[] rows, double[] gradient)
    {
        double[] features = samples.Features[sample];
        int label = samples.Labels[sample];
        // Of each row: each alignment's share of its group's evidence, group after group.
        double[][] shares = new double[_rows][];
        double[] evidence = new double[_rows];
        double total = samples.Fixed[sample];
        for (int row = 0; row < _rows; row++)
        {
            evidence[row] = Evidence(rows.AsSpan(row * _size, _size), features, out shares[row]);
            total = LogSum(total, evidence[row]);
        }
        double weight = samples.Weights[sample];
        for (int row = 0; row < _rows; row++)
        {
            double slope = weight * (Math.Exp(evidence[row] - total) - (row == label ? 1 : 0));
            if (Math.Abs(slope) > 1e-12)
                Accumulate(slope, shares[row], features, gradient.AsSpan(row * _size, _size));
        }
        return weight * (total - (label >= 0 ? evidence[label] : samples.Fixed[sample]));
    }

    double Evidence(ReadOnlySpan<double> row, double[] features, out double[] shares)
    {
        double evidence = 0;
        shares = new double[samples.Layout.Groups.Sum(group => group.Alignments)];
        int at = 0;
        foreach (var group in samples.Layout.Groups)
        {
            var part = shares.AsSpan(at, group.Alignments);
            for (int o = 0; o < group.Alignments; o++)
                part[o] = TensorPrimitives.Dot(row.Slice(group.Row, group.Size), group.Of<double>(features, o));
            double logSum = LogSumExp(part);
            for (int o = 0; o < group.Alignments; o++)
                part[o] = Math.Exp(part[o] - logSum);
            evidence += logSum;
            at += group.Alignments;
        }
        return evidence;
    }

    void Accumulate(double slope, double[] shares, double[] features, Span<double> gradient)
    {
        int at = 0;
        foreach (var group in samples.Layout.Groups)
        {
            var part = gradient.Slice(group.Row, group.Size);
            for (int o = 0; o < group.Alignments; o++)
                TensorPrimitives.MultiplyAdd(group.Of<double>(features, o), slope * shares[at++], part, part);
        }
    }

    double Penalty(double[] rows, Span<double> gradient)
    {
        double sum = 0;
        int penalised = intercept ? _size - 1 : _size;
        for (int row = 0; row < _rows; row++)
            for (int i = 0; i < penalised; i++)
            {
                double distance = rows[row * _size + i] - start[row][i];
                sum += distance * distance;
                gradient[row * _size + i] += penalty * distance;
            }
        return penalty * sum / 2;
    }

    internal static double LogSumExp(ReadOnlySpan<double> values)
    {
        double total = double.NegativeInfinity;
        foreach (double value in values)
            total = LogSum(total, value);
        return total;
    }

    static double LogSum(double a, double b)
    {
        double larger = Math.Max(a, b);
        return double.IsNegativeInfinity(larger) ? larger : larger + Math.Log(Math.Exp(a - larger) + Math.Exp(b - larger));
    }
}
