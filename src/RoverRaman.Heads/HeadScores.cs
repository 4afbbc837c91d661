namespace RoverRaman.Heads;

/// <summary>The head's arithmetic in plain loops and double precision: for golden checks and for fitting, not for every spectrum.</summary>
public static class HeadScores
{
    /// <summary>Row of the best class.</summary>
    /// <param name="head">The head.</param>
    /// <param name="features">Features of one spectrum, as the head's layout says.</param>
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

    /// <summary>Evidence of every row; temperature not applied.</summary>
    /// <exception cref="ArgumentException">Features that the head does not read.</exception>
    public static void Evidence(HeadPackage head, ReadOnlySpan<float> features, Span<double> evidence)
    {
        ArgumentNullException.ThrowIfNull(head);
        var layout = head.Manifest.LayoutOf(features.Length);
        for (int row = 0; row < head.Biases.Length; row++)
            evidence[row] = Of(head, layout, features, row);
    }

    /// <summary>Evidence of one row: its bias + the sum over groups of (log of the sum over alignments of exp(w . x)).</summary>
    /// <exception cref="ArgumentException">Features that the head does not read.</exception>
    public static double Evidence(HeadPackage head, ReadOnlySpan<float> features, int row)
    {
        ArgumentNullException.ThrowIfNull(head);
        return Of(head, head.Manifest.LayoutOf(features.Length), features, row);
    }

    static double Of(HeadPackage head, FeatureLayout layout, ReadOnlySpan<float> features, int row)
    {
        double evidence = head.Biases[row];
        var weights = head.Weights.AsSpan(row * layout.Size, layout.Size);
        foreach (var group in layout.Groups)
            evidence += LogSumExp(weights.Slice(group.Row, group.Size), features, group);
        return evidence;
    }

    static double LogSumExp(ReadOnlySpan<float> weights, ReadOnlySpan<float> features, FeatureGroup group)
    {
        double largest = double.NegativeInfinity, sum = 0;
        for (int o = 0; o < group.Alignments; o++)
        {
            double logit = Dot(weights, group.Of(features, o));
            double higher = Math.Max(largest, logit);
            sum = sum * Math.Exp(largest - higher) + Math.Exp(logit - higher);
            largest = higher;
        }
        return largest + Math.Log(sum);
    }

    static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += (double)a[i] * b[i];
        return sum;
    }
}
