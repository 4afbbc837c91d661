using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using RoverRaman.Heads;

namespace RoverRaman.Inference;

/// <summary>The arithmetic of a softmax head over its full capacity: the same work whatever the number of classes.</summary>
static class HeadMath
{
    /// <summary>logits[o, r] = w_r . embedding_o, for every alignment and every row of the capacity; the first group's plus b_r.</summary>
    /// <param name="head">The head.</param>
    /// <param name="group">Which of the row's values meet the embeddings.</param>
    /// <param name="features">Features of one spectrum.</param>
    /// <param name="logits">[O, rows].</param>
    public static void Logits(PaddedHead head, FeatureGroup group, ReadOnlySpan<float> features, Span<float> logits)
    {
        var start = group.Row == 0 ? head.Biases : head.Zeros;
        // All alignments of one panel before the next: its weights come from the second-level cache once.
        for (var row = 0; row < head.Rows; row += PaddedHead.PanelRows)
            for (var o = 0; o < group.Alignments; o++)
                Panel(in head.Panel(row, group.Row), in start[row], group.Of(features, o), ref logits[o * head.Rows + row]);
    }

    /// <summary>Eight vectors of rows at once: each feature is loaded once and multiplied into eight sums that do not wait for each
    /// other.</summary>
    // Optimised at once: the unoptimised code that a method usually starts with is sixty times slower here.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Panel(ref readonly float weights, ref readonly float biases, ReadOnlySpan<float> features, ref float logits)
    {
        var lanes = (nuint)Vector<float>.Count;
        Vector<float> s0 = Vector.LoadUnsafe(in biases), s1 = Vector.LoadUnsafe(in biases, lanes);
        Vector<float> s2 = Vector.LoadUnsafe(in biases, 2 * lanes), s3 = Vector.LoadUnsafe(in biases, 3 * lanes);
        Vector<float> s4 = Vector.LoadUnsafe(in biases, 4 * lanes), s5 = Vector.LoadUnsafe(in biases, 5 * lanes);
        Vector<float> s6 = Vector.LoadUnsafe(in biases, 6 * lanes), s7 = Vector.LoadUnsafe(in biases, 7 * lanes);
        nuint at = 0;
        foreach (var feature in features)
        {
            var x = new Vector<float>(feature);
            s0 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(in weights, at), x, s0);
            s1 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(in weights, at + lanes), x, s1);
            s2 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(in weights, at + 2 * lanes), x, s2);
            s3 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(in weights, at + 3 * lanes), x, s3);
            s4 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(in weights, at + 4 * lanes), x, s4);
            s5 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(in weights, at + 5 * lanes), x, s5);
            s6 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(in weights, at + 6 * lanes), x, s6);
            s7 = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(in weights, at + 7 * lanes), x, s7);
            at += 8 * lanes;
        }
        s0.StoreUnsafe(ref logits);
        s1.StoreUnsafe(ref logits, lanes);
        s2.StoreUnsafe(ref logits, 2 * lanes);
        s3.StoreUnsafe(ref logits, 3 * lanes);
        s4.StoreUnsafe(ref logits, 4 * lanes);
        s5.StoreUnsafe(ref logits, 5 * lanes);
        s6.StoreUnsafe(ref logits, 6 * lanes);
        s7.StoreUnsafe(ref logits, 7 * lanes);
    }

    /// <summary>evidence[r] = log of the sum over alignments o of exp(logits[o, r]), by the largest one, so that nothing
    /// overflows.</summary>
    /// <param name="logits">[O, rows]; overwritten.</param>
    /// <param name="evidence">[rows].</param>
    /// <param name="scratch">[rows].</param>
    public static void LogSumExp(Span<float> logits, Span<float> evidence, Span<float> scratch)
    {
        var rows = evidence.Length;
        var largest = scratch;
        logits[..rows].CopyTo(largest);
        for (var at = rows; at < logits.Length; at += rows)
            TensorPrimitives.Max(largest, logits.Slice(at, rows), largest);
        evidence.Clear();
        for (var at = 0; at < logits.Length; at += rows)
        {
            var one = logits.Slice(at, rows);
            TensorPrimitives.Subtract(one, largest, one);
            TensorPrimitives.Exp(one, one);
            TensorPrimitives.Add(evidence, one, evidence);
        }
        TensorPrimitives.Log(evidence, evidence);
        TensorPrimitives.Add(evidence, largest, evidence);
    }

    /// <summary>
    /// Drift that explains the best class, cm-1: mean of the alignments' offsets, weighted by what each adds to the evidence.
    /// </summary>
    /// <param name="weights">[O, rows] as <see cref="LogSumExp"/> leaves its logits: shares of the largest alignment.</param>
    /// <param name="rows">Rows of the head.</param>
    /// <param name="row">The best class.</param>
    /// <param name="step">Distance of two alignments, cm-1.</param>
    public static float Drift(ReadOnlySpan<float> weights, int rows, int row, float step)
    {
        float sum = 0, moment = 0;
        var middle = (weights.Length / rows - 1) / 2f;
        for (var o = 0; o * rows < weights.Length; o++)
        {
            sum += weights[o * rows + row];
            moment += weights[o * rows + row] * (o - middle);
        }
        return step * moment / sum;
    }

    // Over the full capacity, without a branch: the time does not tell what was found.
    static int CountAtLeast(ReadOnlySpan<float> values, float least)
    {
        var count = Vector<int>.Zero;
        var limit = new Vector<float>(least);
        for (var i = 0; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
            count -= Vector.GreaterThanOrEqual(new Vector<float>(values[i..]), limit);
        return Vector.Sum(count);
    }

    /// <summary>The softmax's best classes; count 0 where the evidence is not finite.</summary>
    /// <param name="head">The head that the evidence is of.</param>
    /// <param name="evidence">[rows]; overwritten.</param>
    /// <param name="scratch">[rows]; overwritten.</param>
    /// <param name="best">Row of the best class; 0 where there is none.</param>
    public static Identification Best(PaddedHead head, Span<float> evidence, Span<float> scratch, out int best)
    {
        best = 0;
        var result = new Identification { HeadVersion = head.Package.Manifest.HeadVersion, Drift = float.NaN };
        TensorPrimitives.Multiply(evidence, head.InverseTemperature, evidence);
        var largest = TensorPrimitives.Max(evidence); // NaN where any is NaN
        if (!float.IsFinite(largest) || largest <= PaddedHead.EmptyLogit * head.InverseTemperature / 2)
            return result;
        TensorPrimitives.Subtract(evidence, largest, evidence);
        TensorPrimitives.Exp(evidence, scratch);
        var sum = TensorPrimitives.Sum(scratch);
        var share = 1 / sum;
        result.UnknownScore = -(largest + MathF.Log(sum));
        result.IsUnknown = -result.UnknownScore < head.LeastKnown;
        result.SetSize = CountAtLeast(scratch, head.LeastProbability * sum);
        result.Count = Math.Min(TopScores.Capacity, head.Classes);
        // Always the full number of passes over the full capacity: time does not depend on the classes.
        for (var rank = 0; rank < TopScores.Capacity; rank++)
        {
            var row = TensorPrimitives.IndexOfMax(evidence);
            best = rank == 0 ? row : best;
            if (rank < result.Count)
                result.Top[rank] = new ScoredClass(head.Ids[row], scratch[row] * share);
            evidence[row] = float.NegativeInfinity;
        }
        result.Margin = result.Top[0].Probability - result.Top[1].Probability;
        return result;
    }
}
