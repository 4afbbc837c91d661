using System.Text.Json;

namespace RoverRaman.Inference;

/// <summary>
/// Reads model.json value by value. The serialiser of System.Text.Json would do it in a line, and hundreds of its methods would be compiled first:
/// some 40 ms of a robot's start.
/// </summary>
static class ModelDescriptionReader
{
    /// <summary>Reads a whole file; keys that are not known are skipped.</summary>
    /// <exception cref="JsonException">It is no JSON, or a key is missing or of another kind.</exception>
    public static ModelDescription Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new JsonException($"expected an object, found {root.ValueKind}.");
        return new ModelDescription
        {
            Schema = Integer(root, "schema", ModelDescription.CurrentSchema),
            Name = Text(root, "name"),
            Preset = Text(root, "preset"),
            PoolingSize = Integer(root, "pooling_size", 0),
            PoolingLayers = Integer(root, "pooling_layers", 0),
            BatchNorm = Find(root, "batch_norm") is { } flag && Flag(flag, "batch_norm"),
            Seed = Integer(root, "seed", 0),
            Preprocessing = Text(root, "preprocessing"),
            BackboneSha256 = Text(root, "backbone_sha256"),
            ComposedSha256 = Text(root, "composed_sha256"),
            HeadSha256 = Text(root, "head_sha256"),
            FeatureSize = Integer(root, "feature_size"),
            Classes = Integer(root, "classes"),
            Data = Items(root, "data", source => new ModelDataSource(Text(source, "name"), Text(source, "sha256"), Integer(source, "spectra"), Integer(source, "classes"))),
            HeldOut = Items(root, "held_out", name => String(name, "held_out")),
            Metrics = Metrics(root),
        };
    }

    static Dictionary<string, double> Metrics(JsonElement root)
    {
        var metrics = new Dictionary<string, double>();
        if (Find(root, "metrics") is not { } element)
            return metrics;
        if (element.ValueKind != JsonValueKind.Object)
            throw Wrong("metrics", "an object", element);
        foreach (var metric in element.EnumerateObject())
            metrics[metric.Name] = metric.Value.ValueKind == JsonValueKind.Number ? metric.Value.GetDouble() : throw Wrong(metric.Name, "a number", metric.Value);
        return metrics;
    }

    static T[] Items<T>(JsonElement root, string key, Func<JsonElement, T> read)
    {
        if (Find(root, key) is not { } element)
            return [];
        if (element.ValueKind != JsonValueKind.Array)
            throw Wrong(key, "an array", element);
        var items = new T[element.GetArrayLength()];
        var i = 0;
        foreach (var item in element.EnumerateArray())
            items[i++] = read(item);
        return items;
    }

    static JsonElement? Find(JsonElement parent, string key) =>
        parent.ValueKind != JsonValueKind.Object ? throw Wrong(key, "an object around it", parent) : parent.TryGetProperty(key, out var value) ? value : null;

    static JsonElement Demand(JsonElement parent, string key) => Find(parent, key) ?? throw new JsonException($"the key '{key}' is missing.");

    static string Text(JsonElement parent, string key) => String(Demand(parent, key), key);

    static string String(JsonElement value, string key) => value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(key, "a text", value);

    static int Integer(JsonElement parent, string key) => Number(Demand(parent, key), key);

    static int Integer(JsonElement parent, string key, int otherwise) => Find(parent, key) is { } value ? Number(value, key) : otherwise;

    static int Number(JsonElement value, string key) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : throw Wrong(key, "a whole number", value);

    static bool Flag(JsonElement value, string key) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(key, "true or false", value);

    static JsonException Wrong(string key, string expected, JsonElement found) => new($"expected {expected} at '{key}', found {found.ValueKind}.");
}
