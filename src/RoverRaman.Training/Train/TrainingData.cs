using RoverRaman.Inference;
using RoverRaman.Spectra;

namespace RoverRaman.Training.Train;

/// <summary>Spectra for training, from one or more paths: labelled, distinct, rare classes dropped.</summary>
/// <param name="Set">The spectra.</param>
/// <param name="Sources">What model.json says of each path.</param>
/// <param name="Refused">Files and rows that were not usable.</param>
/// <param name="Excluded">RRUFF files of the kind not asked for.</param>
/// <param name="Unlabeled">Spectra without a class.</param>
/// <param name="Duplicates">Spectra left out because an earlier one agrees in class and every intensity: they could leak across the split.</param>
/// <param name="Pruned">Spectra of classes with too few.</param>
public sealed record TrainingData(
    SpectrumDataSet Set, IReadOnlyList<ModelDataSource> Sources, IReadOnlyList<RefusedFile> Refused,
    int Excluded, int Unlabeled, int Duplicates, int Pruned)
{
    /// <summary>Loads and joins <paramref name="paths"/>.</summary>
    /// <param name="paths">RRUFF zips, folders, grid CSVs.</param>
    /// <param name="kind">Which RRUFF files to take.</param>
    /// <param name="minimum">Classes with fewer spectra are dropped (paper: 8), before duplicates are.</param>
    /// <param name="log">Told how far loading has come.</param>
    /// <param name="cancellation">Stops loading.</param>
    /// <exception cref="SpectrumFormatException">A path is not usable.</exception>
    /// <exception cref="TrainingException">Two paths share source names, so that held-out spectra could not be told apart.</exception>
    public static TrainingData Load(
        IReadOnlyList<string> paths, RruffKind kind, int minimum, ITrainingLog log, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(log);
        LoadResult[] loads = [.. paths.Select(path => log.Loading(path, progress =>
            DataSource.Load(path, progress, LoadOptions.Default with { Kind = kind }, cancellation)))];
        var all = SpectrumDataSet.Concat(loads.Select(load => load.DataSet));
        var labeled = new SpectrumDataSet([.. all.Spectra.Where(spectrum => spectrum.ClassName is not null)]);
        var pruned = labeled.Prune(minimum);
        var set = pruned.Distinct();
        CheckNames(set);
        return new TrainingData(
            set,
            [.. loads.Zip(paths, (load, path) => Describe(load.DataSet, path, set))],
            [.. loads.SelectMany(load => load.Refused)],
            loads.Sum(load => load.Excluded),
            all.Spectra.Count - labeled.Spectra.Count,
            pruned.Spectra.Count - set.Spectra.Count,
            labeled.Spectra.Count - pruned.Spectra.Count);
    }

    static ModelDataSource Describe(SpectrumDataSet loaded, string path, SpectrumDataSet used)
    {
        var kept = new HashSet<LabeledSpectrum>(used.Spectra, ReferenceEqualityComparer.Instance);
        LabeledSpectrum[] own = [.. loaded.Spectra.Where(kept.Contains)];
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return new ModelDataSource(name, loaded.Sha256, own.Length, own.Select(spectrum => spectrum.ClassName).Distinct().Count());
    }

    static void CheckNames(SpectrumDataSet set)
    {
        var twice = set.Spectra.GroupBy(spectrum => spectrum.Source, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any());
        if (twice is not null)
            throw new TrainingException($"Expected every spectrum under a name of its own, found different spectra named " +
                $"'{twice.Key}'; rename one of the files.");
    }
}
