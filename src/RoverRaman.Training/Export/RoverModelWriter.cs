using RoverRaman.Heads;
using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Training.Evaluate;
using RoverRaman.Training.Models;
using RoverRaman.Training.Train;
using RoverRaman.Training.Train.Rover;
using RoverRaman.Wire;

namespace RoverRaman.Training.Export;

/// <summary>Turns a trained rover network into the files of a model's folder.</summary>
sealed class RoverModelWriter(RoverTrainingRequest request, RoverData data)
{
    public RoverModel Write(OutputFolder output, ShippedNetwork network, RoverMeasurement measurement, IReadOnlyList<string> heldOut, ITrainingLog log)
    {
        var temperature = (float)measurement.Calibration.Temperature;
        var classes = data.Set.Classes;
        var graphs = RoverGraphs.Of(network, classes, temperature);
        var (features, probabilities) = graphs.Check(network, temperature, data.Set.Spectra, output.Partial);
        log.Say($"export: torch and ONNX Runtime differ by at most {features:G2} (features of length {AlignedFeatures.Scale}) and {probabilities:G2} (probabilities)");
        var ids = ClassIdTable.Load(request.ClassIdFile);
        var head = Head(graphs, network, measurement, ids);
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
            Metrics = RoverMetrics.Of(measurement, network.Parameters, graphs.Backbone.Length),
        };
        var folder = ModelFolder.Write(output.Partial, graphs.Backbone, graphs.Composed, head, description);
        var model = new RoverModel(folder, data, measurement, network.Parameters);
        File.WriteAllText(Path.Combine(output.Partial, ModelFolder.CardName), RoverCard.Render(request, model, graphs, output.OldCard));
        ids.Save(request.ClassIdFile);
        output.Complete();
        return model with { Folder = ModelFolder.Open(request.Output) };
    }

    HeadPackage Head(RoverGraphs graphs, ShippedNetwork network, RoverMeasurement measurement, ClassIdTable ids)
    {
        var manifest = new HeadManifest
        {
            HeadVersion = 1,
            BackboneSha256 = ModelFolder.HashOf(graphs.Backbone),
            FeatureSize = network.Layout.Size,
            Layout = network.Layout,
            Preprocessing = PreprocessingId.Paper.ToString(),
            Classes = [.. data.Set.Classes.Select(name => new ClassName(ids.IdOf(name), name))],
            Temperature = (float)measurement.Calibration.Temperature,
            // The manifest speaks of evidence for being known and of 1 - probability; the calibration of their opposites.
            UnknownThreshold = (float)-measurement.Calibration.UnknownThreshold,
            ConformalThreshold = (float)(1 - measurement.Calibration.ConformalThreshold),
            ConformalCoverage = (float)HeadCalibration.Coverage,
        };
        return new HeadPackage(manifest, network.Rows, new float[data.Set.Classes.Count]);
    }
}
