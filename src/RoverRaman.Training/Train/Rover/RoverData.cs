using System.Globalization;
using RoverRaman.Inference;
using RoverRaman.Spectra;

namespace RoverRaman.Training.Train.Rover;

/// <summary>What a rover training works with.</summary>
/// <param name="Set">The labelled spectra, distinct, of classes with enough.</param>
/// <param name="Others">Spectra of the same paths whose classes were dropped: minerals that the model will not know.</param>
/// <param name="Library">Clean reference spectra, class names spelled as in <paramref name="Set"/>.</param>
/// <param name="Unlabeled">Spectra without names.</param>
/// <param name="Sources">What model.json says of each path.</param>
/// <param name="IsRaw">True where the labelled spectra carry their background.</param>
/// <param name="Warnings">What the user should look at.</param>
public sealed record RoverData(
    SpectrumDataSet Set, IReadOnlyList<LabeledSpectrum> Others, IReadOnlyList<LabeledSpectrum> Library, IReadOnlyList<LabeledSpectrum> Unlabeled,
    IReadOnlyList<ModelDataSource> Sources, bool IsRaw, IReadOnlyList<string> Warnings)
{
    // RRUFF files what it has not identified under this name; it is no mineral.
    const string NotIdentified = "unknown";

    // Half of a background-free spectrum lies near its lowest value; half of a fluorescent one does not. Many raw spectra happen to have
    // little background (54 % of the paper's published 40 % file), baseline-corrected ones hardly ever much (0.5 % of RRUFF's).
    const double RawMedian = 0.12;
    const double RawShare = 0.25;

    /// <summary>Loads all that <paramref name="request"/> names.</summary>
    /// <exception cref="SpectrumFormatException">A path is not usable.</exception>
    /// <exception cref="TrainingException">Fewer than two classes remain.</exception>
    public static RoverData Load(RoverTrainingRequest request, ITrainingLog log, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(log);
        LoadResult[] loads = [.. request.Data.Select(path => Read(path, request, log, cancellation))];
        var all = new SpectrumDataSet([.. loads.SelectMany(load => load.DataSet.Spectra).Where(IsNamed)]).Distinct();
        var set = new SpectrumDataSet([.. all.Prune(request.MinPerClass).Spectra]);
        var leftOut = LeftOut(set.Classes, request);
        set = new SpectrumDataSet([.. set.Spectra.Where(spectrum => !leftOut.Contains(spectrum.ClassName!))]);
        if (set.Classes.Count < 2)
            throw new TrainingException($"Expected at least 2 classes, found {set.Classes.Count} with {request.MinPerClass} or more spectra; give more data, or lower --min-per-class or --leave-out.");
        var library = request.Library is null ? [] : LoadLibrary(request, set, leftOut, log, cancellation);
        var unlabeled = request.Unlabeled is null ? [] : LoadUnlabeled(request, set, log, cancellation);
        return new RoverData(
            set, [.. all.Spectra.Where(spectrum => !set.Classes.Contains(spectrum.ClassName))], library, unlabeled,
            [.. loads.Zip(request.Data, (load, path) => Describe(load.DataSet.Spectra, load.DataSet.Sha256, path, set)), .. Described(request, library)],
            IsRawSet(set.Spectra), [.. Duplicates.Disagreeing(all.Spectra), .. Rare(set), .. OtherLasers(set, unlabeled)]);
    }

    /// <summary>Those of <paramref name="spectra"/> that are of no specimen in <paramref name="hidden"/>.</summary>
    public static IReadOnlyList<LabeledSpectrum> Visible(IReadOnlyList<LabeledSpectrum> spectra, IReadOnlySet<string> hidden)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        return hidden.Count == 0 ? spectra : [.. spectra.Where(spectrum => spectrum.SpecimenId is null || !hidden.Contains(spectrum.SpecimenId))];
    }

    /// <summary>True where the median point of at least a quarter of the spectra, scaled to 0..1, stands clear of zero.</summary>
    public static bool IsRawSet(IReadOnlyList<LabeledSpectrum> spectra)
    {
        ArgumentNullException.ThrowIfNull(spectra);
        return spectra.Count(HasBackground) >= RawShare * spectra.Count;
    }

    static bool HasBackground(LabeledSpectrum spectrum)
    {
        float[] sorted = [.. spectrum.Intensities.Order()];
        return sorted[sorted.Length / 2] - sorted[0] > RawMedian * Math.Max(1e-20f, sorted[^1] - sorted[0]);
    }

    static LoadResult Read(string path, RoverTrainingRequest request, ITrainingLog log, CancellationToken cancellation)
    {
        var result = log.Loading(path, progress => DataSource.Load(path, progress, LoadOptions.Default with { Kind = request.Kind }, cancellation));
        foreach (var refused in result.Refused)
            log.Say($"refused: {refused.Source}: {refused.Message}");
        return result;
    }

    static bool IsNamed(LabeledSpectrum spectrum) =>
        spectrum.ClassName is { } name && !name.Equals(NotIdentified, StringComparison.OrdinalIgnoreCase);

    static IReadOnlyList<LabeledSpectrum> LoadLibrary(
        RoverTrainingRequest request, SpectrumDataSet set, HashSet<string> leftOut, ITrainingLog log, CancellationToken cancellation)
    {
        var spelling = set.Classes.ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);
        LabeledSpectrum[] named =
        [
            .. Read(request.Library!, request, log, cancellation).DataSet.Spectra.Where(IsNamed)
                .Where(spectrum => !leftOut.Contains(spectrum.ClassName!))
                .Where(spectrum => !request.OtherSpeciesOnly || !spelling.ContainsKey(spectrum.ClassName!))
                .Select(spectrum => spelling.TryGetValue(spectrum.ClassName!, out var name) ? spectrum with { ClassName = name } : spectrum),
        ];
        if (set.HasSpecimenIds)
            return named; // specimens tell what must not stand on both sides
        var kept = Duplicates.Without(named, set.Spectra);
        log.Say($"library: {kept.Count} spectra; {named.Length - kept.Count} left out as the same measurement as a labelled one");
        return kept;
    }

    // What is measured later must not have been learned from, and what is labelled need not be named.
    static IReadOnlyList<LabeledSpectrum> LoadUnlabeled(RoverTrainingRequest request, SpectrumDataSet set, ITrainingLog log, CancellationToken cancellation)
    {
        var all = Read(request.Unlabeled!, request, log, cancellation).DataSet.Spectra;
        var kept = Duplicates.Without(all, set.Spectra);
        log.Say($"unlabeled: {kept.Count} spectra; {all.Count - kept.Count} left out as the same measurement as a labelled one");
        return kept;
    }

    static HashSet<string> LeftOut(IReadOnlyList<string> classes, RoverTrainingRequest request)
    {
        string[] drawn = [.. classes];
        new Random(request.Seed).Shuffle(drawn);
        return drawn.Take(request.LeaveOut).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    static IEnumerable<ModelDataSource> Described(RoverTrainingRequest request, IReadOnlyList<LabeledSpectrum> library) => request.Library is null
        ? []
        : [new ModelDataSource($"{NameOf(request.Library)} (library)", new SpectrumDataSet(library).Sha256, library.Count, library.Select(spectrum => spectrum.ClassName).Distinct().Count())];

    static ModelDataSource Describe(IReadOnlyList<LabeledSpectrum> loaded, string sha256, string path, SpectrumDataSet used)
    {
        var kept = new HashSet<LabeledSpectrum>(used.Spectra, ReferenceEqualityComparer.Instance);
        LabeledSpectrum[] own = [.. loaded.Where(kept.Contains)];
        return new ModelDataSource(NameOf(path), sha256, own.Length, own.Select(spectrum => spectrum.ClassName).Distinct().Count());
    }

    static IEnumerable<string> Rare(SpectrumDataSet set)
    {
        var single = set.CountByClass().Count(count => count == 1);
        if (single > 0)
            yield return $"{single} of {set.Classes.Count} classes have one spectrum: they are learned but cannot be measured";
    }

    // Raman shifts do not depend on the laser; intensities and fluorescence do.
    static IEnumerable<string> OtherLasers(SpectrumDataSet set, IReadOnlyList<LabeledSpectrum> unlabeled)
    {
        var known = set.Spectra.Select(spectrum => spectrum.LaserNanometres).OfType<double>().ToHashSet();
        double[] others = [.. unlabeled.Select(spectrum => spectrum.LaserNanometres).OfType<double>().Where(laser => !known.Contains(laser))];
        if (known.Count > 0 && others.Length > 0)
            yield return $"{others.Length} of {unlabeled.Count} spectra without names were taken at {Text(others)} nm, the labelled ones at {Text(known)} nm: fluorescence and heights differ";

        static string Text(IEnumerable<double> lasers) => string.Join(", ", lasers.Distinct().Order().Select(laser => laser.ToString(CultureInfo.InvariantCulture)));
    }

    static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
}
