using RoverRaman.Heads;
using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using RoverRaman.Training.Train;
using RoverRaman.Wire;
using TorchSharp;

namespace RoverRaman.Training.Export;

/// <summary>Turns a trained network into the files of a model's folder.</summary>
static class ModelWriter
{
    /// <summary>Writes all but figures and card.</summary>
    public static ModelFolder Write(string folder, PaperCnn network, PaperGraphs graphs, PaperTrainingRequest request, TrainingData data, DataSplit split)
    {
        var head = Head(network, graphs, split.Classes);
        var description = new ModelDescription
        {
            Name = request.Name,
            Preset = "paper",
            PoolingSize = request.Network.PoolingSize,
            PoolingLayers = request.Network.Blocks,
            BatchNorm = request.Network.BatchNorm,
            Seed = request.Training.Seed,
            Preprocessing = head.Manifest.Preprocessing,
            BackboneSha256 = head.Manifest.BackboneSha256,
            ComposedSha256 = string.Empty,
            HeadSha256 = string.Empty,
            FeatureSize = head.Manifest.FeatureSize,
            Classes = split.Classes.Count,
            Data = data.Sources,
            HeldOut = [.. split.HeldOut.Spectra.Select(spectrum => spectrum.Source)],
        };
        return ModelFolder.Write(folder, graphs.Backbone, graphs.Composed, head, description);
    }

    static HeadPackage Head(PaperCnn network, PaperGraphs graphs, IReadOnlyList<string> classes)
    {
        var manifest = new HeadManifest
        {
            HeadVersion = 1,
            BackboneSha256 = ModelFolder.HashOf(graphs.Backbone),
            FeatureSize = PaperCnnOptions.FeatureSize,
            Preprocessing = PreprocessingId.Paper.ToString(),
            Classes = [.. classes.Select((name, i) => new ClassName((ushort)i, name))],
        };
        using var guard = torch.no_grad();
        return new HeadPackage(manifest, network.Head.weight!.data<float>().ToArray(), network.Head.bias!.data<float>().ToArray());
    }
}
