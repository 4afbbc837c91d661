using RoverRaman.Ground.Heads;
using RoverRaman.Heads;
using RoverRaman.Inference;
using RoverRaman.Spectra;

namespace RoverRaman.Cli;

/// <summary>Labelled spectra as a model's frozen backbone sees them.</summary>
sealed class HeadData(ModelFolder folder, ConsoleLog log)
{
    public IReadOnlyList<Support> Load(string path, CancellationToken cancellation)
    {
        var data = Spectra(path, cancellation);
        var features = Features(data, cancellation);
        var support = data.Spectra.Select((spectrum, i) => (spectrum.ClassName, Features: features[i]))
            .Where(pair => pair.ClassName is not null).Select(pair => new Support(pair.ClassName!, pair.Features)).ToList();
        return support.Count > 0
            ? support
            : throw new HeadFitException($"Expected labelled spectra in '{path}', found {data.Spectra.Count} without labels. Put each class into a folder of its name.");
    }

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
