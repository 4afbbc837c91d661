using System.Globalization;
using RoverRaman.Inference;
using RoverRaman.OnnxExport;
using RoverRaman.OnnxExport.Quantization;
using RoverRaman.Spectra;
using RoverRaman.Training.Evaluate;
using RoverRaman.Training.Train;

namespace RoverRaman.Training.Export;

/// <summary>Makes the int8 variant of a model's folder: a quarter of the backbone's size, the same head bound to the new backbone.</summary>
public static class ModelQuantizer
{
    /// <summary>Most spectra that the steps are chosen by.</summary>
    public const int MostCalibrated = 256;

    /// <summary>Writes the int8 model and measures it beside the float one.</summary>
    /// <param name="source">The float model.</param>
    /// <param name="data">Labelled spectra like those to come. The steps are chosen by up to 256 of them, evenly spaced; labels only serve to measure.</param>
    /// <param name="output">Folder of the int8 model.</param>
    /// <param name="cancellation">Looked at before each spectrum.</param>
    /// <exception cref="TrainingException">The network is none that can be quantised, no spectrum is of its classes, or the folder cannot be written.</exception>
    public static QuantisedModel Write(ModelFolder source, SpectrumDataSet data, string output, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(data);
        if (Path.GetFullPath(output) == source.Path)
            throw new TrainingException($"Expected another folder than the float model's own for the int8 model, found {output}. Give another --out.");
        using var classifier = Classifier.OpenForAnyHead(source);
        var before = new Evaluator(classifier).Predict(data, cancellation: cancellation);
        if (before.Count == 0)
            throw new TrainingException($"Expected spectra of the model's classes, found none among {data.Spectra.Count}. Give data of the minerals that it was trained on.");
        using var folder = new OutputFolder(output);
        var written = Write(source, Sample(data), folder, output, cancellation);
        var after = Predict(written, data, cancellation);
        var agreement = before.Zip(after).Average(pair => Named(pair.First) == Named(pair.Second) ? 1.0 : 0);
        var model = new QuantisedModel(
            written, Scores.Of(before), Scores.Of(after), agreement, new FileInfo(source.BackboneFile).Length, new FileInfo(written.BackboneFile).Length);
        File.WriteAllText(Path.Combine(folder.Partial, ModelFolder.CardName), Card(source, model));
        if (source.GoldenFile is { } golden)
            File.Copy(golden, Path.Combine(folder.Partial, Path.GetFileName(golden)), overwrite: true);
        folder.Complete();
        return model with { Folder = ModelFolder.Open(output) };
    }

    static string Named(Prediction prediction) => prediction.Top.Count > 0 ? prediction.Top[0] : string.Empty;

    static float[][] Sample(SpectrumDataSet data)
    {
        var count = Math.Min(MostCalibrated, data.Spectra.Count);
        return [.. Enumerable.Range(0, count).Select(i => data.Spectra[(int)((long)i * data.Spectra.Count / count)].Intensities)];
    }

    static ModelFolder Write(ModelFolder source, float[][] sample, OutputFolder folder, string output, CancellationToken cancellation)
    {
        try
        {
            var backbone = Quantise(source.BackboneFile, sample, folder.Partial, cancellation);
            var composed = Quantise(source.ComposedFile, sample, folder.Partial, cancellation);
            // Golden checks hold features of the float backbone.
            var manifest = source.Head.Manifest with { BackboneSha256 = ModelFolder.HashOf(backbone), GoldenChecks = [] };
            var description = source.Description with
            {
                Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(output))),
                Metrics = new SortedDictionary<string, double>(source.Description.Metrics.ToDictionary(), StringComparer.Ordinal) { ["backbone_bytes"] = backbone.Length },
            };
            return ModelFolder.Write(folder.Partial, backbone, composed, source.Head with { Manifest = manifest }, description);
        }
        catch (OnnxExportException exception)
        {
            throw new TrainingException($"{source.Path}: {exception.Message}", exception);
        }
    }

    static byte[] Quantise(string file, float[][] sample, string scratch, CancellationToken cancellation)
    {
        var quantizer = new OnnxQuantizer(File.ReadAllBytes(file));
        var probe = Path.Combine(scratch, "probe.onnx");
        File.WriteAllBytes(probe, quantizer.Probe());
        using (var runner = Backbone.Load(probe))
            foreach (var spectrum in sample)
            {
                cancellation.ThrowIfCancellationRequested();
                quantizer.Observe(runner.Run(spectrum));
            }
        File.Delete(probe);
        return quantizer.Quantise();
    }

    static IReadOnlyList<Prediction> Predict(ModelFolder folder, SpectrumDataSet data, CancellationToken cancellation)
    {
        using var classifier = Classifier.OpenForAnyHead(folder);
        return new Evaluator(classifier).Predict(data, cancellation: cancellation);
    }

    static string Card(ModelFolder source, QuantisedModel model)
    {
        var card = Path.Combine(source.Path, ModelFolder.CardName);
        return string.Create(CultureInfo.InvariantCulture, $"""
            # {model.Folder.Description.Name}

            The int8 variant of {source.Description.Name}: int8 weights with one scale an output channel, uint8 values between layers, steps chosen by
            {Math.Min(MostCalibrated, model.Float.Count)} spectra. Backbone {model.Int8Bytes / 1e6:F2} MB instead of {model.FloatBytes / 1e6:F2} MB.

            | n = {model.Float.Count}, the same spectra | top-1 | top-3 |
            | --- | --- | --- |
            | float32 | {100 * model.Float.Top1:F1} | {100 * model.Float.Top3:F1} |
            | int8 | {100 * model.Int8.Top1:F1} | {100 * model.Int8.Top3:F1} |

            Both name the same mineral for {100 * model.Agreement:F1} %. This shows what int8 costs, not how good the model is: it was trained on most of
            these spectra. All figures below are the float model's.


            """) + (File.Exists(card) ? File.ReadAllText(card) : string.Empty);
    }
}
