using RoverRaman.Spectra;
using RoverRaman.Training.Models;

namespace RoverRaman.Training.Train;

/// <summary>What <c>roverraman train --preset paper</c> is asked for.</summary>
public sealed record PaperTrainingRequest
{
    /// <summary>Paths of the spectra: RRUFF zips, folders, grid CSVs.</summary>
    public required IReadOnlyList<string> Data { get; init; }

    /// <summary>Folder of the model, made where missing; a model that is there is replaced once the new one is complete.</summary>
    public required string Output { get; init; }

    /// <summary>Which RRUFF files to take (default all).</summary>
    public RruffKind Kind { get; init; }

    /// <summary>Classes with fewer spectra are dropped (default 8, paper section 2.2).</summary>
    public int MinPerClass { get; init; } = 8;

    /// <summary>Shape of the network.</summary>
    public PaperCnnOptions Network { get; init; } = new();

    /// <summary>How it is trained; its seed also splits the data.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>Name of the model: its folder's.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Output)));

    /// <summary>The command line that asks for this, paths cut to their names: what the model's card shows.</summary>
    public string CommandLine => string.Join(' ', Arguments());

    IEnumerable<string> Arguments()
    {
        yield return "roverraman train";
        foreach (var path in Data)
            yield return $"--data {Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))}";
        if (Kind != RruffKind.Any)
            yield return $"--kind {Kind.ToString().ToLowerInvariant()}";
        yield return $"--preset paper --pool {Network.PoolingSize} --pool-layers {Network.Blocks}";
        if (Network.BatchNorm)
            yield return "--batch-norm";
        yield return $"--min-per-class {MinPerClass} --seed {Training.Seed} --epochs {Training.Epochs} --batch {Training.BatchSize} " +
            $"--threads {Training.Threads} --out {Name}";
    }
}
