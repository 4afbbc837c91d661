using RoverRaman.Heads;
using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using RoverRaman.Training.Train;
using RoverRaman.Training.Train.Rover;
using RoverRaman.Wire;
using TorchSharp;

namespace RoverRaman.Training.Export;

/// <summary>Turns a trained rover network into the files of a model's folder.</summary>
sealed class RoverModelWriter(RoverTrainingRequest request, RoverData data)
{
    public RoverModel Write(OutputFolder output, RoverWeights weights, RoverMeasurement measurement, IReadOnlyList<string> heldOut, ITrainingLog log)
    {
        var temperature = (float)measurement.Calibration.Temperature;
        var rows = Rows(weights);
        var classes = data.Set.Classes;
        var graphs = RoverGraphs.Of(weights.Network, rows, classes, temperature);
        var (features, probabilities) = graphs.Check(weights.Network, rows, classes.Count, temperature, data.Set.Spectra, output.Partial);
        log.Say($"export: torch and ONNX Runtime differ by at most {features:G2} (features of length {AlignedFeatures.Scale}) and {probabilities:G2} (probabilities)");
        var ids = ClassIdTable.Load(request.ClassIdFile);
        var head = Head(graphs, rows, measurement, ids);
        var description = new ModelDescription
        {
            Name = request.Name,
            Preset = "rover",
            Seed = request.Seed,
            Preprocessing = head.Manifest.Preprocessing,
            BackboneSha256 = head.Manifest.BackboneSha256,
            ComposedSha256 = string.Empty,
            HeadSha256 = string.Empty,
            FeatureSize = head.Manifest.FeatureSize,
            Classes = classes.Count,
            Data = data.Sources,
            HeldOut = heldOut,
            Metrics = RoverMetrics.Of(measurement, weights.Network.ParameterCount, graphs.Backbone.Length),
        };
        var folder = ModelFolder.Write(output.Partial, graphs.Backbone, graphs.Composed, head, description);
        var model = new RoverModel(folder, data, measurement, weights.Network.ParameterCount);
        File.WriteAllText(Path.Combine(output.Partial, ModelFolder.CardName), RoverCard.Render(request, model, graphs, output.OldCard));
        ids.Save(request.ClassIdFile);
        output.Complete();
        return model with { Folder = ModelFolder.Open(request.Output) };
    }

    float[] Rows(RoverWeights weights)
    {
        var all = weights.Head.UnitRows();
        const int size = RoverNetOptions.FeatureSize;
        var rows = new float[data.Set.Classes.Count * size];
        for (var i = 0; i < data.Set.Classes.Count; i++)
            all.AsSpan(weights.Index[data.Set.Classes[i]] * size, size).CopyTo(rows.AsSpan(i * size));
        return rows;
    }

    HeadPackage Head(RoverGraphs graphs, float[] rows, RoverMeasurement measurement, ClassIdTable ids)
    {
        var manifest = new HeadManifest
        {
            HeadVersion = 1,
            BackboneSha256 = ModelFolder.HashOf(graphs.Backbone),
            FeatureSize = RoverNetOptions.FeatureSize,
            Preprocessing = PreprocessingId.Paper.ToString(),
            Classes = [.. data.Set.Classes.Select(name => new ClassName(ids.IdOf(name), name))],
            Temperature = (float)measurement.Calibration.Temperature,
        };
        return new HeadPackage(manifest, rows, new float[data.Set.Classes.Count]);
    }
}
