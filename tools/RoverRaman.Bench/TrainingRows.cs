using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using static TorchSharp.torch;

namespace RoverRaman.Bench;

/// <summary>A training step of the paper's CNN beside the same step in python3-torch on the same libtorch.</summary>
static class TrainingRows
{
    const int Runs = 12, Batch = 32, Classes = 63;

    public static BenchGroup Group { get; } = new(["train.step_ms"], Measure);

    static IEnumerable<BenchRow> Measure(BenchContext context)
    {
        set_num_threads(Environment.ProcessorCount);
        using var network = new PaperCnn(new PaperCnnOptions { PoolingSize = 2 }, Classes);
        network.train();
        using var optimizer = optim.Adam(network.parameters(), 1e-3);
        using var spectra = rand(Batch, Grid.Count);
        using var labels = randint(0, Classes, Batch);
        var step = Timings.Of(Runs, () =>
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            nn.functional.cross_entropy(network.call(spectra), labels).backward();
            optimizer.step();
        });
        yield return new BenchRow("train.step_ms", step[0.5] / 1000, "ms", Baseline: context.Torch("step")?.P50 / 1000, BaselineName: "python3-torch, same step");
    }
}
