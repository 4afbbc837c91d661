using System.Diagnostics;
using RoverRaman.Heads;
using RoverRaman.Inference;
using RoverRaman.Wire;

namespace RoverRaman.Bench;

/// <summary>Heads swapped under continuous inference: how much longer the spectrum takes that meets a swap, and whether any answer is a mix.</summary>
static class SwapRows
{
    const int Swaps = 100_000;

    public static BenchGroup Group { get; } = new(["swap.pause_us", "swap.torn", "swap.unnamed"], Measure);

    static IEnumerable<BenchRow> Measure(BenchContext context)
    {
        using var classifier = Classifier.Open(ModelFolder.Open(context.Model));
        var features = classifier.Backbone.Run(NetworkRows.Spectrum()).ToArray();
        // Even and odd versions share no class id and no weight.
        HeadPackage[] heads = [Head(classifier.Folder.Head, 2, 0), Head(classifier.Folder.Head, 3, 20_000)];
        var slot = new HeadSlot(classifier.Backbone);
        var right = heads.Select(head => { slot.Swap(head); return slot.Identify(features).Top[0]; }).ToArray();

        var done = false;
        var swapper = new Thread(() =>
        {
            for (var i = 0; i < Swaps; i++)
                slot.Swap(heads[i % 2]);
            Volatile.Write(ref done, true);
        });
        var (torn, unnamed, last) = (0L, 0L, 0u);
        List<double> met = [], calm = [];
        swapper.Start();
        while (!Volatile.Read(ref done))
        {
            var start = Stopwatch.GetTimestamp();
            var found = slot.Identify(features);
            var time = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            unnamed += found.Count == 0 ? 1 : 0;
            torn += found.Count > 0 && found.Top[0] != right[found.HeadVersion - 2] ? 1 : 0;
            (found.HeadVersion == last ? calm : met).Add(time);
            last = found.HeadVersion;
        }
        swapper.Join();
        met.Sort();
        calm.Sort();
        var usual = calm.Count > 0 ? calm[calm.Count / 2] : 0;
        yield return new BenchRow("swap.pause_us", Math.Max(0, met[met.Count / 2] - usual), "us", Budget: 50, Baseline: usual, BaselineName: $"spectrum without a swap; {met.Count} met one of {Swaps}");
        yield return new BenchRow("swap.torn", torn, "", Budget: 0);
        yield return new BenchRow("swap.unnamed", unnamed, "", Budget: 0);
    }

    static HeadPackage Head(HeadPackage shipped, uint version, int firstId) => new(
        shipped.Manifest with
        {
            HeadVersion = version,
            Classes = [.. shipped.Manifest.Classes.Select((c, i) => new ClassName((ushort)(firstId + i), c.Name))],
            GoldenChecks = [],
        },
        [.. shipped.Weights.Select(w => version % 2 == 0 ? w : -w)], shipped.Biases);
}
