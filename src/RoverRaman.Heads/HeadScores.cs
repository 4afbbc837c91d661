namespace RoverRaman.Heads;

/// <summary>The head's arithmetic in plain loops and double precision: for golden checks and for fitting, not for every spectrum.</summary>
public static class HeadScores
{
    /// <summary>Row of the best class.</summary>
    /// <param name="head">The head.</param>
    /// <param name="features">[O, D], row-major.</param>
    public static int Best(HeadPackage head, ReadOnlySpan<float> features)
    {
        double[] evidence = new double[head.Biases.Length];
        Evidence(head, features, evidence);
        int best = 0;
        for (int row = 1; row < evidence.Length; row++)
            if (evidence[row] > evidence[best])
                best = row;
        return best;
    }

    /// <summary>evidence[row] = log of the sum over alignments of exp(w . x + b); temperature not applied.</summary>
    public static void Evidence(HeadPackage head, ReadOnlySpan<float> features, Span<double> evidence)
    {
        ArgumentNullException.ThrowIfNull(head);
        int size = head.Manifest.FeatureSize;
        if (features.Length == 0 || features.Length % size != 0)
            throw new ArgumentException($"Expected a multiple of {size} features, found {features.Length}.", nameof(features));
        for (int row = 0; row < head.Biases.Length; row++)
        {
            var weights = head.Weights.AsSpan(row * size, size);
            double largest = double.NegativeInfinity, sum = 0;
            for (int at = 0; at < features.Length; at += size)
            {
                double logit = head.Biases[row] + Dot(weights, features.Slice(at, size));
                double higher = Math.Max(largest, logit);
                sum = sum * Math.Exp(largest - higher) + Math.Exp(logit - higher);
                largest = higher;
            }
            evidence[row] = largest + Math.Log(sum);
        }
    }

    static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += (double)a[i] * b[i];
        return sum;
    }
}
