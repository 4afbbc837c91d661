using System.Numerics.Tensors;
using RoverRaman.Heads;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// Makes the row of a new class from a handful of feature vectors, beside rows that stay as they are: logistic regression of "the new class
/// or any of the old", convex for one alignment, by Adam (Kingma and Ba 2015) from the imprinted row. Same input, same row.
/// </summary>
static class TaughtRow
{
    const int Steps = 300;
    const float Rate = 0.03f, Decay = 1e-3f;

    /// <summary>The head with the class added, or learnt anew where its id is there.</summary>
    /// <param name="head">The head to add to.</param>
    /// <param name="order">The class.</param>
    /// <param name="examples">Its spectra's features.</param>
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
        var layout = old.Manifest.LayoutOf(examples[0].Length);
        var size = layout.Size;
        var norm = TypicalNorm(old, size);
        float[][] strangers = [.. others, .. Prototypes(old, layout, examples)];
        Sample[] samples =
        [
            .. examples.Select(f => new Sample(f, Rival(old, f), 1, 0.5f / examples.Count)),
            .. strangers.Select(f => new Sample(f, Rival(old, f), 0, 0.5f / strangers.Length)),
        ];
        // The row in units of the other rows' length, its bias behind it: one rate serves every head.
        var row = new float[size + 1];
        TensorPrimitives.Divide(RowImprint.Row(old, examples), norm, row.AsSpan(0, size));
        var common = layout.Groups.Where(group => group.IsCommon).Select(group => group.Row).ToHashSet();
        var (slope, mean, square) = (new float[size + 1], new float[size + 1], new float[size + 1]);
        for (var step = 1; step <= Steps; step++)
        {
            Slope(row, norm, old.Manifest.Temperature, layout, samples, slope);
            for (var i = 0; i <= size; i++)
            {
                if (common.Contains(i))
                    continue;
                var g = slope[i] + Decay * row[i];
                mean[i] = 0.9f * mean[i] + 0.1f * g;
                square[i] = 0.999f * square[i] + 0.001f * g * g;
                row[i] -= Rate * mean[i] / (1 - MathF.Pow(0.9f, step)) / (MathF.Sqrt(square[i] / (1 - MathF.Pow(0.999f, step))) + 1e-8f);
            }
        }
        return ([.. row.Take(size).Select(w => w * norm)], row[size] * norm);
    }

    // Stand-ins for minerals of which no spectrum is at hand: where a row points, features of its class point too (what rectified features
    // cannot be, left out), as long as the examples are.
    static IEnumerable<float[]> Prototypes(HeadPackage head, FeatureLayout layout, IReadOnlyList<float[]> examples)
    {
        float[] norms = [.. layout.Groups.Select(group => examples.Average(e => TensorPrimitives.Norm(group.Middle<float>(e))))];
        for (var row = 0; row < head.Biases.Length; row++)
        {
            var features = new float[layout.Count];
            for (var g = 0; g < norms.Length; g++)
                Point(head.Weights.AsSpan(row * layout.Size, layout.Size), layout.Groups[g], norms[g], features);
            if (features.AsSpan().ContainsAnyExcept(0))
                yield return features;
        }
    }

    static void Point(ReadOnlySpan<float> row, FeatureGroup group, float norm, float[] features)
    {
        var middle = features.AsSpan(group.First + group.Alignments / 2 * group.Size, group.Size);
        TensorPrimitives.Max(row.Slice(group.Row, group.Size), 0, middle);
        var own = TensorPrimitives.Norm<float>(middle);
        if (own > 0)
            TensorPrimitives.Multiply(middle, norm / own, middle);
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

    static void Slope(float[] row, float norm, float temperature, FeatureLayout layout, Sample[] samples, float[] slope)
    {
        slope.AsSpan().Clear();
        var shares = new float[layout.Groups.Sum(group => group.Alignments)];
        foreach (var sample in samples)
        {
            var evidence = sample.Evidence(row, norm, layout, shares);
            var probability = 1 / (1 + MathF.Exp(sample.Rival - evidence / temperature));
            var pull = sample.Weight * (probability - sample.Target) * norm / temperature;
            sample.Pull(pull, layout, shares, slope);
            slope[^1] += pull;
        }
    }

    sealed record Sample(float[] Features, float Rival, float Target, float Weight)
    {
        /// <summary>What the row says of the spectrum, and each alignment's share of its group's part of it.</summary>
        public float Evidence(float[] row, float norm, FeatureLayout layout, float[] shares)
        {
            var evidence = norm * row[^1];
            var at = 0;
            foreach (var group in layout.Groups)
            {
                var part = shares.AsSpan(at, group.Alignments);
                for (var o = 0; o < part.Length; o++)
                    part[o] = norm * TensorPrimitives.Dot(row.AsSpan(group.Row, group.Size), group.Of<float>(Features, o));
                var largest = TensorPrimitives.Max<float>(part);
                TensorPrimitives.Subtract(part, largest, part);
                TensorPrimitives.Exp(part, part);
                var sum = TensorPrimitives.Sum<float>(part);
                TensorPrimitives.Divide(part, sum, part);
                evidence += largest + MathF.Log(sum);
                at += group.Alignments;
            }
            return evidence;
        }

        /// <summary>Adds the slope of the evidence, times <paramref name="pull"/>.</summary>
        public void Pull(float pull, FeatureLayout layout, float[] shares, float[] slope)
        {
            var at = 0;
            foreach (var group in layout.Groups)
            {
                var target = slope.AsSpan(group.Row, group.Size);
                for (var o = 0; o < group.Alignments; o++)
                    TensorPrimitives.MultiplyAdd(group.Of<float>(Features, o), pull * shares[at++], target, target);
            }
        }
    }
}
