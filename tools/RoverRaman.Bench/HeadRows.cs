using RoverRaman.Heads;
using RoverRaman.Inference;
using RoverRaman.Wire;

namespace RoverRaman.Bench;

/// <summary>The head alone at its fixed capacity of 512 classes: time must not depend on how many classes are in use.</summary>
static class HeadRows
{
    const int Runs = 3000, Rounds = 7;
    static readonly int[] ClassCounts = [5, 63, 500];

    public static BenchGroup Group { get; } = new(["head.us", "head.5_us", "head.63_us", "head.500_us", "head.flatness"], Measure);

    static IEnumerable<BenchRow> Measure(BenchContext context)
    {
        using var classifier = Classifier.Open(ModelFolder.Open(context.Model));
        var features = classifier.Backbone.Run(NetworkRows.Spectrum()).ToArray();
        var slots = ClassCounts.Select(count => Slot(classifier, count)).ToArray();
        // Rounds in turn, the best median of each: noise of the machine hits all counts alike.
        var best = new double[slots.Length];
        Array.Fill(best, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
            for (var i = 0; i < slots.Length; i++)
                best[i] = Math.Min(best[i], Timings.Of(Runs, () => slots[i].Identify(features))[0.5]);

        yield return new BenchRow("head.us", best[^1], "us", Budget: 30, Baseline: Naive(features, best.Length), BaselineName: "plain loop, 512 rows");
        for (var i = 0; i < best.Length; i++)
            yield return new BenchRow($"head.{ClassCounts[i]}_us", best[i], "us");
        yield return new BenchRow("head.flatness", 100 * (best.Max() / best.Min() - 1), "%", Budget: 1);
    }

    static HeadSlot Slot(Classifier classifier, int count)
    {
        var manifest = classifier.Folder.Head.Manifest;
        var random = new Random(count);
        var head = new HeadPackage(
            manifest with { Classes = [.. Enumerable.Range(0, count).Select(i => new ClassName((ushort)i, $"class {i}"))] },
            [.. Enumerable.Range(0, count * manifest.FeatureSize).Select(_ => random.NextSingle() - 0.5f)],
            new float[count]);
        var slot = new HeadSlot(classifier.Backbone);
        slot.Swap(head);
        return slot;
    }

    static double Naive(float[] features, int seed)
    {
        var random = new Random(seed);
        var weights = new float[HeadSlot.DefaultCapacity * features.Length];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = random.NextSingle() - 0.5f;
        var logits = new float[HeadSlot.DefaultCapacity];
        return Timings.Of(300, () =>
        {
            for (var row = 0; row < logits.Length; row++)
            {
                float sum = 0;
                for (var i = 0; i < features.Length; i++)
                    sum += weights[row * features.Length + i] * features[i];
                logits[row] = sum;
            }
        })[0.5];
    }
}
