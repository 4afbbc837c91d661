using System.Text.Json.Serialization;

namespace RoverRaman.Inference;

/// <summary>Writes model.json without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ModelDescription))]
sealed partial class ModelJsonContext : JsonSerializerContext;
