using System.Diagnostics;
using RoverRaman.Training.Train;
using TorchSharp;

namespace RoverRaman.Training.Experiments;

/// <summary>Runs the cells that are not in the store yet, one after the other: torch has one random generator a process.</summary>
/// <param name="store">Where results go.</param>
/// <param name="settings">How much of everything.</param>
public sealed class Sweep(CellStore store, SweepSettings settings)
{
    /// <summary>Measures what is missing. A cell that fails (a loss that is no number, a library that is not there) is reported and passed over.</summary>
    /// <param name="cells">All cells, those of the store among them.</param>
    /// <param name="limit">No cell is begun after this time; null for no limit.</param>
    /// <param name="progress">Told of each cell as it begins, and once at the end, on this thread.</param>
    /// <param name="cancellation">Stops within a cell; that cell is lost, finished ones are kept.</param>
    public SweepOutcome Run(IEnumerable<Cell> cells, TimeSpan? limit = null, IProgress<SweepProgress>? progress = null, CancellationToken cancellation = default)
    {
        torch.set_num_threads(settings.Threads);
        TrainingMemory.Keep();
        var all = cells.DistinctBy(cell => cell.Key, StringComparer.Ordinal).ToArray();
        var missing = new Queue<Cell>(all.Where(cell => store.Find(cell) is null));
        var estimate = new TimeLeft(all.Select(store.Find).OfType<StoredCell>());
        var failures = new List<string>();
        var clock = Stopwatch.StartNew();
        while (missing.TryPeek(out var cell) && !(clock.Elapsed >= limit))
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new SweepProgress(all.Length - missing.Count, all.Length, cell, estimate.Of(missing)));
            Measure(cell, estimate, failures, cancellation);
            _ = missing.Dequeue();
        }
        progress?.Report(new SweepProgress(all.Length - missing.Count, all.Length, null, estimate.Of(missing)));
        return new SweepOutcome(missing.Count + failures.Count, failures);
    }

    void Measure(Cell cell, TimeLeft estimate, List<string> failures, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        torch.random.manual_seed(cell.Part.Seed);
        try
        {
            store.Add(cell, cell.Measure(cancellation), clock.Elapsed);
            estimate.Add(cell.Study, clock.Elapsed.TotalSeconds);
        }
        catch (TrainingException exception)
        {
            failures.Add($"{cell.Key}: {exception.Message}");
        }
    }
}
