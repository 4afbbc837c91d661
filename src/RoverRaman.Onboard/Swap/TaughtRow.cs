using System.Numerics.Tensors;
using RoverRaman.Heads;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// Makes the row of a new class from a handful of feature vectors, beside rows that stay as they are: logistic regression of "the new class
/// or any of the old", convex for one alignment, by Adam (Kingma and Ba 2015) from the mean of the examples. Same input, same row.
/// </summary>
static class TaughtRow
{
    const int Steps = 300;
    const float Rate = 0.03f, Decay = 1e-3f;

    /// <summary>The head with the class added, or learnt anew where its id is there.</summary>
    /// <param name="head">The head to add to.</param>
    /// <param name="order">The class.</param>
    /// <param name="examples">Its spectra's features, [O, D] each.</param>
    /// <param name="others">Features of spectra that are something else; may be empty.</param>
    public static HeadPackage Add(HeadPackage head, TeachOrder order, IReadOnlyList<float[]> examples, IReadOnlyList<float[]> others)
    {
        var old = Without(head, order.ClassId);
        var (weights, bias) = Fit(old, examples, others);
        var manifest = old.Manifest;
        return new HeadPackage(
            manifest with { HeadVersion = order.Version, Classes = [.. manifest.Classes, new ClassName(order.ClassId, order.Name)] },
            [.. old.Weights, .. weights], [.. old.Biases, bias]);
    }

    static HeadPackage Without(HeadPackage head, ushort id)
    {
        var size = head.Manifest.FeatureSize;
        int[] rows = [.. Enumerable.Range(0, head.Biases.Length).Where(r => head.Manifest.Classes[r].Id != id)];
        return new HeadPackage(
            head.Manifest with { Classes = [.. rows.Select(r => head.Manifest.Classes[r])], GoldenChecks = [.. head.Manifest.GoldenChecks.Where(c => c.ClassId != id)] },
            [.. rows.SelectMany(r => head.Weights.AsSpan(r * size, size).ToArray())], [.. rows.Select(r => head.Biases[r])]);
    }

    static (float[] Weights, float Bias) Fit(HeadPackage old, IReadOnlyList<float[]> examples, IReadOnlyList<float[]> others)
    {
        var size = old.Manifest.FeatureSize;
        var norm = TypicalNorm(old, size);
        float[][] strangers = [.. others, .. Prototypes(old, examples[0].Length, examples.Average(e => TensorPrimitives.Norm(Middle(e, size))))];
        Sample[] samples =
        [
            .. examples.Select(f => new Sample(f, Rival(old, f), 1, 0.5f / examples.Count)),
            .. strangers.Select(f => new Sample(f, Rival(old, f), 0, 0.5f / strangers.Length)),
        ];
        // The row in units of the other rows' length, its bias behind it: one rate serves every head.
        var row = new float[size + 1];
        Start(examples, size).CopyTo(row, 0);
        var (slope, mean, square) = (new float[size + 1], new float[size + 1], new float[size + 1]);
        for (var step = 1; step <= Steps; step++)
        {
            Slope(row, norm, old.Manifest.Temperature, samples, slope);
            for (var i = 0; i <= size; i++)
            {
                var g = slope[i] + Decay * row[i];
                mean[i] = 0.9f * mean[i] + 0.1f * g;
                square[i] = 0.999f * square[i] + 0.001f * g * g;
                row[i] -= Rate * mean[i] / (1 - MathF.Pow(0.9f, step)) / (MathF.Sqrt(square[i] / (1 - MathF.Pow(0.999f, step))) + 1e-8f);
            }
        }
        return ([.. row.Take(size).Select(w => w * norm)], row[size] * norm);
    }

    static float[] Start(IReadOnlyList<float[]> examples, int size)
    {
        var start = new float[size];
        foreach (var features in examples)
            TensorPrimitives.Add(start, Middle(features, size), start);
        var length = TensorPrimitives.Norm<float>(start);
        if (length > 0)
            TensorPrimitives.Divide(start, length, start);
        return start;
    }

    // The middle alignment: no shift.
    static ReadOnlySpan<float> Middle(float[] features, int size) => features.AsSpan(features.Length / size / 2 * size, size);

    // Stand-ins for minerals of which no spectrum is at hand: where a row points, features of its class point too (what rectified features
    // cannot be, left out), as long as the examples are.
    static IEnumerable<float[]> Prototypes(HeadPackage head, int length, float norm)
    {
        var size = head.Manifest.FeatureSize;
        for (var row = 0; row < head.Biases.Length; row++)
        {
            var features = new float[length];
            var middle = features.AsSpan(length / size / 2 * size, size);
            TensorPrimitives.Max(head.Weights.AsSpan(row * size, size), 0, middle);
            var own = TensorPrimitives.Norm<float>(middle);
            if (own <= 0)
                continue;
            TensorPrimitives.Multiply(middle, norm / own, middle);
            yield return features;
        }
    }

    static float TypicalNorm(HeadPackage head, int size)
    {
        float[] norms = [.. Enumerable.Range(0, head.Biases.Length).Select(r => TensorPrimitives.Norm<float>(head.Weights.AsSpan(r * size, size))).Order()];
        return norms.Length > 0 && norms[norms.Length / 2] > 0 ? norms[norms.Length / 2] : 1;
    }

    // log of the sum of exp(evidence / T) over the old classes: what the new one has to beat.
    static float Rival(HeadPackage old, float[] features)
    {
        if (old.Biases.Length == 0)
            return 0;
        var evidence = new double[old.Biases.Length];
        HeadScores.Evidence(old, features, evidence);
        var largest = evidence.Max() / old.Manifest.Temperature;
        return (float)(largest + Math.Log(evidence.Sum(e => Math.Exp(e / old.Manifest.Temperature - largest))));
    }

    static void Slope(float[] row, float norm, float temperature, Sample[] samples, float[] slope)
    {
        slope.AsSpan().Clear();
        var size = row.Length - 1;
        foreach (var sample in samples)
        {
            var evidence = sample.Evidence(row, norm, out var shares);
            var probability = 1 / (1 + MathF.Exp(sample.Rival - evidence / temperature));
            var pull = sample.Weight * (probability - sample.Target) * norm / temperature;
            for (var o = 0; o < shares.Length; o++)
                TensorPrimitives.MultiplyAdd(sample.Features.AsSpan(o * size, size), pull * shares[o], slope.AsSpan(0, size), slope.AsSpan(0, size));
            slope[size] += pull;
        }
    }

    sealed record Sample(float[] Features, float Rival, float Target, float Weight)
    {
        /// <summary>log-sum-exp over alignments, and each alignment's share of it.</summary>
        public float Evidence(float[] row, float norm, out float[] shares)
        {
            var size = row.Length - 1;
            shares = new float[Features.Length / size];
            for (var o = 0; o < shares.Length; o++)
                shares[o] = norm * (TensorPrimitives.Dot<float>(row.AsSpan(0, size), Features.AsSpan(o * size, size)) + row[size]);
            var largest = TensorPrimitives.Max<float>(shares);
            TensorPrimitives.Subtract(shares, largest, shares);
            TensorPrimitives.Exp<float>(shares, shares);
            var sum = TensorPrimitives.Sum<float>(shares);
            TensorPrimitives.Divide(shares, sum, shares);
            return largest + MathF.Log(sum);
        }
    }
}
