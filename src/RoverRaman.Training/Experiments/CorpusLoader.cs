using RoverRaman.Spectra;
using RoverRaman.Training.Train;

namespace RoverRaman.Training.Experiments;

/// <summary>
/// Finds what the user has: the paper's published subsets (grid CSV, told raw from clean by the file's name), RRUFF zips, folders of
/// RRUFF text files. Makes up to four corpora of them: published-raw, published-clean, rruff-raw, rruff-clean.
/// </summary>
/// <param name="log">Who watches.</param>
/// <param name="minimum">Classes of RRUFF with fewer spectra are dropped (paper, section 2.2: 8).</param>
public sealed class CorpusLoader(ITrainingLog log, int minimum = 8)
{
    // One specimen is trained on, another measured on.
    const int SmallestClass = 2;

    /// <summary>Loads every path.</summary>
    /// <exception cref="SpectrumFormatException">A path is not usable.</exception>
    /// <exception cref="TrainingException">No corpus has two classes with enough spectra.</exception>
    public IReadOnlyList<Corpus> Load(IEnumerable<string> paths, CancellationToken cancellation = default)
    {
        var loaded = FilesOf(paths).Select(file => (File: file, Result: LoadOne(file, cancellation))).ToArray();
        var tables = loaded.Where(pair => IsTable(pair.File)).ToArray();
        var rruff = loaded.Where(pair => !IsTable(pair.File)).SelectMany(pair => pair.Result.DataSet.Spectra).ToArray();
        Corpus?[] corpora =
        [
            Create("published-raw", true, true, tables.Where(pair => !IsClean(pair.File)).SelectMany(pair => pair.Result.DataSet.Spectra)),
            Create("published-clean", false, true, tables.Where(pair => IsClean(pair.File)).SelectMany(pair => pair.Result.DataSet.Spectra)),
            Create("rruff-raw", true, false, rruff.Where(spectrum => !IsProcessed(spectrum))),
            Create("rruff-clean", false, false, rruff.Where(IsProcessed)),
        ];
        return corpora.OfType<Corpus>().ToArray() is { Length: > 0 } usable
            ? usable
            : throw new TrainingException($"Expected at least 2 classes with {SmallestClass} specimens each, found none in " +
                $"{string.Join(", ", paths)}; give labelled spectra, or lower --min-per-class.");
    }

    /// <summary>The files (or folders of text files) behind the paths, in ordinal order.</summary>
    /// <exception cref="SpectrumFormatException">A path does not exist.</exception>
    public static IReadOnlyList<string> FilesOf(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return [.. paths.SelectMany(Expand).Distinct(StringComparer.Ordinal)];
    }

    static IEnumerable<string> Expand(string path)
    {
        if (!Directory.Exists(path))
            return File.Exists(path) ? [path] : throw new SpectrumFormatException(SpectrumFault.Unreadable, $"Expected a file or folder at '{path}', found none.");
        string[] found = [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(IsContainer).Order(StringComparer.Ordinal)];
        return found.Length > 0 ? found : [path];
    }

    static bool IsContainer(string file) => IsTable(file) || file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    static bool IsTable(string file) =>
        file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);

    static bool IsClean(string file) => Path.GetFileName(file) is var name
        && (name.Contains("clean", StringComparison.OrdinalIgnoreCase) || name.Contains("process", StringComparison.OrdinalIgnoreCase));

    // RRUFF's own file names end so (paper, section 2); a file of another format carries no kind and counts as recorded.
    static bool IsProcessed(LabeledSpectrum spectrum) => spectrum.Source.Contains("Data_Processed", StringComparison.OrdinalIgnoreCase);

    LoadResult LoadOne(string file, CancellationToken cancellation)
    {
        var result = log.Loading(file, progress => DataSource.Load(file, progress, cancellation: cancellation));
        foreach (var refused in result.Refused)
            log.Say($"refused: {refused.Source}: {refused.Message}");
        return result;
    }

    Corpus? Create(string name, bool isRaw, bool published, IEnumerable<LabeledSpectrum> spectra)
    {
        var all = new SpectrumDataSet([.. spectra.Where(spectrum => spectrum.ClassName is not null)]);
        var distinct = all.Distinct();
        var pruned = published ? distinct : distinct.Prune(minimum);
        var data = new SpectrumDataSet([.. pruned.Spectra.GroupBy(spectrum => spectrum.ClassName)
            .Where(group => group.Select((spectrum, i) => spectrum.SpecimenId ?? $"#{i}").Distinct().Count() >= SmallestClass)
            .SelectMany(group => group)]);
        if (all.Spectra.Count == 0)
            return null;
        log.Say($"{name}: {data.Spectra.Count} spectra of {data.Classes.Count} classes, split by " +
            $"{(data.HasSpecimenIds ? "specimen and by spectrum" : "spectrum (no specimen IDs)")}; of {all.Spectra.Count} of {all.Classes.Count} " +
            $"loaded, {all.Spectra.Count - distinct.Spectra.Count} duplicates, {distinct.Spectra.Count - data.Spectra.Count} of classes too small");
        if (data.Classes.Count < 2)
        {
            log.Say($"{name}: left out, at least 2 classes are needed");
            return null;
        }
        var small = data.CountByClass().Count(count => count < SweepSettings.Folds);
        if (small > 0)
            log.Say($"{name}: {small} classes have fewer spectra than the {SweepSettings.Folds} folds; they are missing from some folds' test spectra");
        return new Corpus(name, isRaw, published, data, all.Spectra.Count, all.Classes.Count);
    }
}
