using System.Text.Json;

namespace RoverRaman.Inference;

/// <summary>model.json: how a model came to be. Written by the trainer, read by everything that runs the model.</summary>
public sealed record ModelDescription
{
    /// <summary>The layout that this program writes and reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Layout of this file.</summary>
    public int Schema { get; init; } = CurrentSchema;
    /// <summary>Name of the model (its folder).</summary>
    public required string Name { get; init; }
    /// <summary>Preset that trained it: paper or rover.</summary>
    public required string Preset { get; init; }
    /// <summary>Pooling size m of the paper's network.</summary>
    public int PoolingSize { get; init; }
    /// <summary>Number n of convolution + pooling blocks.</summary>
    public int PoolingLayers { get; init; }
    /// <summary>True where batch normalisation follows each convolution.</summary>
    public bool BatchNorm { get; init; }
    /// <summary>Random seed.</summary>
    public int Seed { get; init; }
    /// <summary>Name and version of the preprocessing.</summary>
    public required string Preprocessing { get; init; }
    /// <summary>SHA-256 of backbone.onnx, hex.</summary>
    public required string BackboneSha256 { get; init; }
    /// <summary>SHA-256 of composed.onnx, hex.</summary>
    public required string ComposedSha256 { get; init; }
    /// <summary>SHA-256 of head.rrhead, hex.</summary>
    public required string HeadSha256 { get; init; }
    /// <summary>Length of one feature vector.</summary>
    public required int FeatureSize { get; init; }
    /// <summary>Number of classes.</summary>
    public required int Classes { get; init; }
    /// <summary>Data the model saw, with hashes.</summary>
    public IReadOnlyList<ModelDataSource> Data { get; init; } = [];
    /// <summary>Source names of the spectra that were held out of training and of every choice: the only ones to measure on.</summary>
    public IReadOnlyList<string> HeldOut { get; init; } = [];
    /// <summary>Figures measured on the held-out spectra by the trainer.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>Reads model.json. Keys that this version does not know are skipped.</summary>
    /// <exception cref="ModelException">The file is missing, is no JSON of this layout, or lacks a key.</exception>
    public static ModelDescription Load(string path)
    {
        try
        {
            var found = ModelDescriptionReader.Read(FileHash.ReadAll(path));
            return found.Schema == CurrentSchema
                ? found
                : throw new ModelException($"Expected schema {CurrentSchema} in {path}, found {found.Schema}. Use a program of the " +
                    "model's age, or export the model anew.");
        }
        catch (JsonException e)
        {
            throw new ModelException($"Expected a model's description in {path}, but: {e.Message} Copy the model again, or export it " +
                "anew.", e);
        }
    }

    /// <summary>Writes model.json: snake_case keys, in the order of this record.</summary>
    public void Save(string path) =>
        File.WriteAllBytes(path, [.. JsonSerializer.SerializeToUtf8Bytes(this, ModelJsonContext.Default.ModelDescription), (byte)'\n']);
}
