using RoverRaman.Spectra;

namespace RoverRaman.Training.Train.Rover;

/// <summary>What <c>roverraman train --preset rover</c> is asked for.</summary>
public sealed record RoverTrainingRequest
{
    /// <summary>Paths of the labelled spectra whose classes the model is to know.</summary>
    public required IReadOnlyList<string> Data { get; init; }

    /// <summary>Folder of the model.</summary>
    public required string Output { get; init; }

    /// <summary>Clean reference spectra of any species, for pretraining and beside the data in fine-tuning; null for none.</summary>
    public string? Library { get; init; }

    /// <summary>True keeps species of the data out of the library: what few raw labels alone are worth.</summary>
    public bool OtherSpeciesOnly { get; init; }

    /// <summary>Spectra without names: those that a first model names surely help to train the second; null for none.</summary>
    public string? Unlabeled { get; init; }

    /// <summary>Folder that keeps the pretrained network between runs; null pretrains every time.</summary>
    public string? Pretrained { get; init; }

    /// <summary>Table of class ids, read and extended; null for <c>classes.csv</c> beside the model's folder.</summary>
    public string? ClassIds { get; init; }

    /// <summary>Which RRUFF files to take (default all).</summary>
    public RruffKind Kind { get; init; }

    /// <summary>Classes with fewer spectra are dropped (default 1: none).</summary>
    public int MinPerClass { get; init; } = 1;

    /// <summary>Number of classes, drawn by the seed, that neither network nor library may hold: what unknown species look like to the model (default 0).</summary>
    public int LeaveOut { get; init; }

    /// <summary>Drift of the instrument that the model must bear, cm-1 to either side (default 30).</summary>
    public int Drift { get; init; } = 30;

    /// <summary>Folds of the measurement where the data carry no specimen IDs (default 5); with IDs a fifth of the specimens is held out once.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>True trains on most held-out spectra too once they have been measured on.</summary>
    public bool Refit { get; init; }

    /// <summary>Steps of pretraining (default 3000).</summary>
    public int PretrainSteps { get; init; } = 3000;

    /// <summary>Steps of fine-tuning (default 300); 0 for the pretrained network with rows imprinted from the labelled spectra.</summary>
    public int Steps { get; init; } = 300;

    /// <summary>Seed of everything (default 0).</summary>
    public int Seed { get; init; }

    /// <summary>Threads of libtorch.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Largest shift in training: a fifth more than the drift, so that the drift is not at the edge of what was seen.</summary>
    public double Shift => 1.2 * Drift;

    /// <summary>Name of the model: its folder's.</summary>
    public string Name => NameOf(Output);

    /// <summary>Where class ids are kept.</summary>
    public string ClassIdFile => ClassIds ?? Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Output)))!, "classes.csv");

    /// <summary>The command line that asks for this, paths cut to their names.</summary>
    public string CommandLine => string.Join(' ', Arguments());

    IEnumerable<string> Arguments()
    {
        yield return "roverraman train --preset rover";
        foreach (var path in Data)
            yield return $"--data {NameOf(path)}";
        if (Library is not null)
            yield return $"--library {NameOf(Library)}";
        if (OtherSpeciesOnly)
            yield return "--other-species-only";
        if (Unlabeled is not null)
            yield return $"--unlabeled {NameOf(Unlabeled)}";
        if (Kind != RruffKind.Any)
            yield return $"--kind {Kind.ToString().ToLowerInvariant()}";
        if (LeaveOut > 0)
            yield return $"--leave-out {LeaveOut}";
        yield return $"--min-per-class {MinPerClass} --drift {Drift} --pretrain-steps {PretrainSteps} --steps {Steps} --folds {Folds} --seed {Seed} --threads {Threads}";
        if (Refit)
            yield return "--refit";
        yield return $"--out {Name}";
    }

    static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
}
