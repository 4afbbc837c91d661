using RoverRaman.Ground.Heads;
using RoverRaman.Heads;
using RoverRaman.Inference;
using RoverRaman.Spectra;

namespace RoverRaman.Cli;

/// <summary>Labelled spectra as a model's frozen backbone sees them.</summary>
sealed class HeadData(ModelFolder folder, ConsoleLog log)
{
    /// <summary>A library spectrum this similar to a measured one is the same measurement, processed; 1-NN similarity, 0..1.</summary>
    const double SameMeasurement = 0.98;

    /// <summary>The labelled spectra in <paramref name="path"/> and, where <paramref name="library"/> is given, clean references of the same minerals.</summary>
    public IReadOnlyList<Support> Load(string path, CancellationToken cancellation, string? library = null)
    {
        var all = Spectra(path, cancellation);
        var data = all.Subset(Enumerable.Range(0, all.Spectra.Count).Where(i => all.Labels[i] >= 0));
        if (data.Spectra.Count == 0)
            throw new HeadFitException($"Expected labelled spectra in '{path}', found {all.Spectra.Count} without labels. Put each class into a folder of its name.");
        var support = Supports(data, false, cancellation);
        return library is null ? support : [.. support, .. Supports(References(library, data, cancellation), true, cancellation)];
    }

    /// <summary>The spectra in <paramref name="path"/> of the classes of <paramref name="measured"/>; one that shows a measured spectrum itself is left out.</summary>
    public SpectrumDataSet References(string path, SpectrumDataSet measured, CancellationToken cancellation)
    {
        var all = Spectra(path, cancellation);
        var same = all.Subset(Enumerable.Range(0, all.Spectra.Count).Where(i => all.Spectra[i].ClassName is { } name && measured.Classes.Contains(name)));
        var matches = new SpectralMatcher(measured).MatchAll([.. same.Spectra.Select(spectrum => spectrum.Intensities)], 1, cancellation);
        var kept = same.Subset(Enumerable.Range(0, same.Spectra.Count).Where(i => matches[i].Count == 0 || matches[i][0].Similarity < SameMeasurement));
        log.Say($"library: {kept.Spectra.Count} spectra of {kept.Spectra.DistinctBy(spectrum => spectrum.ClassName).Count()} of {measured.Classes.Count} classes, " +
            $"{same.Spectra.Count - kept.Spectra.Count} left out because they show a measurement of the data");
        return kept;
    }

    /// <summary>Labelled spectra with their features.</summary>
    public IReadOnlyList<Support> Supports(SpectrumDataSet data, bool areReferences, CancellationToken cancellation) =>
        [.. data.Spectra.Zip(Features(data, cancellation), (spectrum, features) => new Support(spectrum.ClassName!, features) { IsReference = areReferences })];

    public SpectrumDataSet Spectra(string path, CancellationToken cancellation)
    {
        var result = log.Loading(path, progress => DataSource.Load(path, progress, cancellation: cancellation));
        foreach (var refused in result.Refused)
            log.Say($"refused: {refused.Source}: {refused.Message}");
        return result.DataSet;
    }

    public IReadOnlyList<float[]> Features(SpectrumDataSet data, CancellationToken cancellation)
    {
        using var backbone = Backbone.Load(folder.BackboneFile);
        return log.Show("features", show =>
        {
            var features = new float[data.Spectra.Count][];
            for (int i = 0; i < features.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                features[i] = backbone.Run(data.Spectra[i].Intensities).ToArray();
                if (!features[i].All(float.IsFinite))
                    throw new HeadFitException($"Expected finite features of {data.Spectra[i].Source}, found others: the spectrum is not usable. Leave it out.");
                show(i + 1, features.Length, null);
            }
            return features;
        });
    }

    /// <summary>A manifest of that backbone, without classes.</summary>
    public HeadManifest Frame(uint version) => new()
    {
        HeadVersion = version,
        BackboneSha256 = folder.Description.BackboneSha256,
        FeatureSize = folder.Description.FeatureSize,
        Layout = folder.Head.Manifest.Layout,
        Preprocessing = folder.Description.Preprocessing,
        Classes = [],
        Axis = HeadFiles.Axis,
    };
}
