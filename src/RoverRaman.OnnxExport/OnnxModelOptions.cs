namespace RoverRaman.OnnxExport;

/// <summary>What stands around the graph in an ONNX file.</summary>
public record OnnxModelOptions
{
    /// <summary>Version of the operator set (default 17, July 2022: read by every ONNX Runtime since 1.12).</summary>
    public int OpsetVersion { get; init; } = 17;

    /// <summary>Version of the file format (default 8, which belongs to operator set 17).</summary>
    public int IrVersion { get; init; } = 8;

    /// <summary>Name of the program that wrote the file.</summary>
    public string ProducerName { get; init; } = "RoverRaman.OnnxExport";

    /// <summary>Its version (default: this library's).</summary>
    public string ProducerVersion { get; init; } = typeof(OnnxModelOptions).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>For people: what the model is.</summary>
    public string Description { get; init; } = "";

    /// <summary>Keys and values that runtimes hand to the user.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
