using System.Text;
using System.Text.Json;
using RoverRaman.Wire;

namespace RoverRaman.Triage;

/// <summary>
/// A policy as JSON: one object, snake_case keys, each of them optional, comments allowed. Unknown keys and values out of range are errors
/// that name the key, so that a slip of the pen does not change a mission.
/// </summary>
public static class TriagePolicyJson
{
    /// <summary>Largest policy, bytes: it fits a command over the link.</summary>
    public const int MaxBytes = LinkCommand.MaxData;

    static readonly JsonDocumentOptions Syntax = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Reads a file.</summary>
    /// <exception cref="TriagePolicyException">It cannot be read or is no policy.</exception>
    public static TriagePolicy Load(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new TriagePolicyException($"Expected a triage policy at '{path}', found: {e.Message}", e);
        }
    }

    /// <summary>Reads a policy.</summary>
    /// <exception cref="TriagePolicyException">The bytes are no policy.</exception>
    public static TriagePolicy Parse(ReadOnlyMemory<byte> json)
    {
        if (json.Length > MaxBytes)
            throw new TriagePolicyException($"Expected a policy of at most {MaxBytes} bytes, found {json.Length}.");
        try
        {
            using var document = JsonDocument.Parse(json, Syntax);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new TriagePolicyException($"Expected an object {{ ... }} as the policy, found {document.RootElement.ValueKind}.");
            return document.RootElement.EnumerateObject().Aggregate(new TriagePolicy(), Apply);
        }
        catch (JsonException e)
        {
            throw new TriagePolicyException($"Expected JSON as the policy, found an error in line {e.LineNumber + 1}: {e.Message}", e);
        }
    }

    /// <summary>Writes a policy so that <see cref="Parse"/> gives it back.</summary>
    public static string Write(TriagePolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Indented))
            Write(json, policy);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    static TriagePolicy Apply(TriagePolicy policy, JsonProperty property)
    {
        var value = property.Value;
        return property.Name switch
        {
            "version" => policy with { Version = (uint)Number(property, 0, uint.MaxValue) },
            "min_probability" => policy with { MinimumProbability = Number(property, 0, 1) },
            "min_margin" => policy with { MinimumMargin = Number(property, 0, 1) },
            "targets" => Targets(policy, property),
            "target_probability" => policy with { TargetProbability = Number(property, 0, 1) },
            "unusable" => policy with { Unusable = Action(property) },
            "uncertain" => policy with { Uncertain = Action(property) },
            "confident" => policy with { Confident = Action(property) },
            "unknown_from" => policy with { UnknownFrom = Number(property, 0, 1) },
            "novel_from" => policy with { NovelFrom = Number(property, 0, 1) },
            "sample_from" => policy with { SampleFrom = Number(property, 0, 1) },
            "weight_target" => policy with { Weights = policy.Weights with { Target = Number(property, 0, 1000) } },
            "weight_confidence" => policy with { Weights = policy.Weights with { Confidence = Number(property, 0, 1000) } },
            "weight_novelty" => policy with { Weights = policy.Weights with { Novelty = Number(property, 0, 1000) } },
            "weight_unknown" => policy with { Weights = policy.Weights with { Unknown = Number(property, 0, 1000) } },
            "diversity" => policy with { Diversity = Number(property, 0, 1) },
            "similarity_scale" => policy with { SimilarityScale = Number(property, 0.01, 100) },
            "quota_per_class" => policy with { QuotaPerClass = (int)Number(property, 0, int.MaxValue) },
            "target_records" => policy with { TargetRecords = Number(property, 0, int.MaxValue) },
            "quota_window" => policy with { QuotaWindow = (int)Number(property, 1, int.MaxValue) },
            "spectrum_error" => policy with { SpectrumError = Number(property, 0, 0.5) },
            "products" => policy with { Products = Products(property) },
            _ => throw new TriagePolicyException($"Expected a key of a triage policy, found '{property.Name}' ({value.ValueKind}); see the table of keys."),
        };
    }

    static double Number(JsonProperty property, double minimum, double maximum) =>
        property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetDouble(out var number) && number >= minimum && number <= maximum
            ? number
            : throw Wrong(property, $"a number from {minimum} to {maximum}");

    static TriageAction Action(JsonProperty property) => (property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString() : null) switch
    {
        "drop" => TriageAction.Drop,
        "send-summary" => TriageAction.SendSummary,
        "send-spectrum" => TriageAction.SendSpectrum,
        _ => throw Wrong(property, "drop, send-summary or send-spectrum"),
    };

    // Names, or an object of names and weights.
    static TriagePolicy Targets(TriagePolicy policy, JsonProperty property)
    {
        if (property.Value.ValueKind == JsonValueKind.Array && property.Value.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String))
            return policy with { Targets = [.. property.Value.EnumerateArray().Select(name => name.GetString()!)] };
        if (property.Value.ValueKind != JsonValueKind.Object)
            throw Wrong(property, "an array of names, or an object of names and weights");
        var weights = property.Value.EnumerateObject().ToDictionary(target => target.Name, target => Number(target, 0, 1));
        return policy with { Targets = [.. weights.Keys], TargetWeights = weights };
    }

    static IReadOnlyList<IReadOnlyList<ProductKind>> Products(JsonProperty property)
    {
        if (property.Value.ValueKind != JsonValueKind.Array || property.Value.GetArrayLength() != ProductSummary.MaxBin + 1)
            throw Wrong(property, $"{ProductSummary.MaxBin + 1} arrays of product names, one for each bin");
        return [.. property.Value.EnumerateArray().Select(bin => bin.ValueKind == JsonValueKind.Array
            ? (IReadOnlyList<ProductKind>)[.. bin.EnumerateArray().Select(name => Kind(property, name))]
            : throw Wrong(property, "an array for each bin"))];
    }

    static ProductKind Kind(JsonProperty property, JsonElement name)
    {
        for (var kind = ProductKind.Bits; kind <= ProductKind.Lossless; kind++)
            if (name.ValueKind == JsonValueKind.String && name.GetString() == NameOf(kind))
                return kind;
        throw Wrong(property, "bits, tiny, standard, peaks, features, thumbnail64, thumbnail256, near or lossless");
    }

    static string NameOf(ProductKind kind) => kind.ToString().ToLowerInvariant();

    static string NameOf(TriageAction action) => action switch { TriageAction.SendSpectrum => "send-spectrum", TriageAction.SendSummary => "send-summary", _ => "drop" };

    static TriagePolicyException Wrong(JsonProperty property, string expected) =>
        new($"Expected {expected} for '{property.Name}' of the policy, found {(property.Value.GetRawText() is { Length: > 60 } text ? text[..60] + "..." : property.Value.GetRawText())}.");

    static void Write(Utf8JsonWriter json, TriagePolicy policy)
    {
        json.WriteStartObject();
        json.WriteNumber("version", policy.Version);
        json.WriteNumber("min_probability", policy.MinimumProbability);
        json.WriteNumber("min_margin", policy.MinimumMargin);
        json.WriteStartObject("targets");
        foreach (var target in policy.Targets)
            json.WriteNumber(target, policy.TargetWeights.GetValueOrDefault(target, 1));
        json.WriteEndObject();
        json.WriteNumber("target_probability", policy.TargetProbability);
        json.WriteString("unusable", NameOf(policy.Unusable));
        json.WriteString("uncertain", NameOf(policy.Uncertain));
        json.WriteString("confident", NameOf(policy.Confident));
        json.WriteNumber("unknown_from", policy.UnknownFrom);
        json.WriteNumber("novel_from", policy.NovelFrom);
        json.WriteNumber("sample_from", policy.SampleFrom);
        json.WriteNumber("weight_target", policy.Weights.Target);
        json.WriteNumber("weight_confidence", policy.Weights.Confidence);
        json.WriteNumber("weight_novelty", policy.Weights.Novelty);
        json.WriteNumber("weight_unknown", policy.Weights.Unknown);
        json.WriteNumber("diversity", policy.Diversity);
        json.WriteNumber("similarity_scale", policy.SimilarityScale);
        json.WriteNumber("quota_per_class", policy.QuotaPerClass);
        json.WriteNumber("target_records", policy.TargetRecords);
        json.WriteNumber("quota_window", policy.QuotaWindow);
        json.WriteNumber("spectrum_error", policy.SpectrumError);
        json.WriteStartArray("products");
        foreach (var bin in policy.Products)
        {
            json.WriteStartArray();
            foreach (var kind in bin)
                json.WriteStringValue(NameOf(kind));
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
