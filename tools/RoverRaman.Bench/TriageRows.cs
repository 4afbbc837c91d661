using System.Diagnostics;
using RoverRaman.Triage;
using RoverRaman.Wire;

namespace RoverRaman.Bench;

/// <summary>
/// Prioritising: microseconds a product after 1,000, 10,000 and 100,000 of them (bounded memory, so the curve must be flat), beside the
/// formulation with a matrix of all pairs; and the bytes of a decision in each tier.
/// </summary>
static class TriageRows
{
    static readonly int[] Counts = [1000, 10_000, 100_000];
    const int Pairs = 1000;

    public static BenchGroup Group { get; } = new(
        ["decision.standard_bytes", "decision.tiny_bytes", "decision.bits", "triage.1000_us", "triage.10000_us", "triage.100000_us", "triage.pairs_1000_us", "triage.alloc"], Measure);

    static IEnumerable<BenchRow> Measure(BenchContext context)
    {
        yield return new BenchRow("decision.standard_bytes", StandardBytes(), "B", Budget: 24);
        yield return new BenchRow("decision.tiny_bytes", TinyProduct.Size, "B", Budget: 8);
        yield return new BenchRow("decision.bits", BitProduct.Bits, "bit", Budget: 34);
        var descriptors = Descriptors(1000);
        _ = Feed(new Prioritiser(new()), descriptors, 0, 20_000);
        foreach (var count in Counts)
        {
            var queue = new Prioritiser(new());
            _ = Feed(queue, descriptors, 0, count);
            yield return new BenchRow($"triage.{count}_us", Feed(queue, descriptors, count, 2000), "us");
        }
        yield return new BenchRow("triage.pairs_1000_us", AllPairs(descriptors), "us");
        yield return new BenchRow("triage.alloc", Allocated(descriptors), "B", Budget: 0);
    }

    static int StandardBytes()
    {
        var output = new FixedBufferWriter(64);
        StandardProduct.Write(output, new ProductSummary { Sequence = uint.MaxValue, UnixSeconds = uint.MaxValue, ClassId = ushort.MaxValue, Percent = 100, SecondClassId = ushort.MaxValue, SecondPercent = 100, QualityFlags = 127, Bin = 3, HeadVersion = 127 });
        return output.Count;
    }

    // Three products come for one that leaves: the queue is full, and most are given up.
    static double Feed(Prioritiser queue, float[][] descriptors, int first, int count)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = first; i < first + count; i++)
        {
            queue.Offer(Item(i), descriptors[i % descriptors.Length], out _);
            if (i % 3 == 0)
                queue.TryTake(int.MaxValue, out _);
        }
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / count;
    }

    // As published: all distances, then each choice looks at every candidate and everything chosen.
    static double AllPairs(float[][] descriptors)
    {
        var start = Stopwatch.GetTimestamp();
        var similarity = new double[Pairs, Pairs];
        var memory = new DiversityMemory(1, 2);
        for (var i = 0; i < Pairs; i++)
            for (var j = 0; j < Pairs; j++)
                similarity[i, j] = memory.Kernel(descriptors[i], descriptors[j]);
        var left = Enumerable.Range(0, Pairs).ToList();
        var chosen = new List<int>();
        while (left.Count > 0)
        {
            var best = left.MaxBy(i => Item(i).Value * (1 - 0.9 * chosen.Select(j => similarity[i, j]).DefaultIfEmpty(0).Max()));
            left.Remove(best);
            chosen.Add(best);
        }
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / Pairs;
    }

    static double Allocated(float[][] descriptors)
    {
        var queue = new Prioritiser(new());
        _ = Feed(queue, descriptors, 0, 5000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = Feed(queue, descriptors, 5000, 2000);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 2000.0;
    }

    static Candidate Item(int number) => new() { Key = new(ProductKind.Standard, (uint)number), Bin = 1, Value = (number * 7919 % 1000) / 1000f, Bytes = 20, Age = number, ClassId = (ushort)(number % 300), Confidence = 0.5f };

    static float[][] Descriptors(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var descriptor = new float[Descriptor.Size];
            Descriptor.Make([.. Enumerable.Range(0, 256).Select(_ => random.NextSingle() * random.NextSingle())], descriptor);
            return descriptor;
        })];
    }
}
