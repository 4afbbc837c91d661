namespace RoverRaman.OnnxExport;

/// <summary>How a module becomes a graph.</summary>
public sealed record OnnxExportOptions : OnnxModelOptions
{
    /// <summary>Name of the graph (default model).</summary>
    public string GraphName { get; init; } = "model";

    /// <summary>Name of the graph's input (default input).</summary>
    public string InputName { get; init; } = "input";

    /// <summary>Shape of one sample, without the batch dimension: [1392] makes the input [n, 1392].</summary>
    public required long[] InputShape { get; init; }

    /// <summary>Name of the graph's output (default output).</summary>
    public string OutputName { get; init; } = "output";
}
