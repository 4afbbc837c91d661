using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Training.Export;
using RoverRaman.Training.Models;

namespace RoverRaman.Bench;

/// <summary>The paper's CNN (pooling size 2, 22.9 M parameters) and the shipped backbone in the same ONNX Runtime, one thread.</summary>
static class NetworkRows
{
    const int PaperRuns = 2000, ShippedRuns = 5000;

    public static BenchGroup Group { get; } = new(
        ["paper.p50_us", "paper.tail", "backbone.p50_us", "backbone.speedup", "backbone.bytes", "background.p50_us", "spectrum.alloc", "spectrum.tail"], Measure);

    static IEnumerable<BenchRow> Measure(BenchContext context)
    {
        var grid = Spectrum();
        var torch = context.Torch("forward");
        var paper = TimePaper(context, grid);
        yield return new BenchRow("paper.p50_us", paper[0.5], "us", Baseline: torch?.P50, BaselineName: "python3-torch, same network, one thread");
        yield return new BenchRow("paper.tail", paper[0.999] / paper[0.5], "p99.9/p50", Baseline: torch is null ? null : torch.P999 / torch.P50, BaselineName: "python3-torch");

        using var classifier = Classifier.Open(ModelFolder.Open(context.Model));
        var backbone = Timings.Of(ShippedRuns, () => classifier.Backbone.Run(grid));
        yield return new BenchRow("backbone.p50_us", backbone[0.5], "us", Baseline: paper[0.5], BaselineName: "paper's CNN, m = 2");
        yield return new BenchRow("backbone.speedup", paper[0.5] / backbone[0.5], "x", Budget: 15, AtLeast: true);
        yield return new BenchRow("backbone.bytes", new FileInfo(classifier.Folder.BackboneFile).Length, "B", Budget: 1_500_000);

        using (var raw = Backbone.Load(Path.Combine(context.Repository, "models", "rover-raw", ModelFolder.BackboneName)))
            yield return new BenchRow("background.p50_us", Timings.Of(ShippedRuns, () => raw.Run(grid))[0.5], "us", Baseline: backbone[0.5], BaselineName: "rover-clean, which has no background");

        // Counts on the grid in, decision out: the part of the way that runs for each spectrum.
        var whole = Timings.Of(ShippedRuns, () => classifier.Identify(grid));
        yield return new BenchRow("spectrum.alloc", whole.BytesPerRun, "B", Budget: 0);
        yield return new BenchRow("spectrum.tail", whole[0.999] / whole[0.5], "p99.9/p50", Budget: 2);
    }

    static Timings TimePaper(BenchContext context, float[] grid)
    {
        TorchSharp.torch.random.manual_seed(1);
        using var network = new PaperCnn(new PaperCnnOptions { PoolingSize = 2 }, 63);
        network.eval();
        var file = Path.Combine(context.Scratch, "paper.onnx");
        File.WriteAllBytes(file, PaperGraphs.Of(network, [.. Enumerable.Range(0, 63).Select(i => $"class {i}")]).Backbone);
        using var backbone = Backbone.Load(file);
        return Timings.Of(PaperRuns, () => backbone.Run(grid));
    }

    internal static float[] Spectrum()
    {
        var random = new Random(7);
        var grid = new float[Grid.Count];
        for (var i = 0; i < grid.Length; i++)
            grid[i] = 100 + 1000 / (1 + MathF.Pow((i - 886) / 4f, 2)) + random.NextSingle() * 10;
        return grid;
    }
}
