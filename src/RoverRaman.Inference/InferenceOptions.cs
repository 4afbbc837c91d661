namespace RoverRaman.Inference;

/// <summary>How ONNX Runtime is to run.</summary>
public sealed record InferenceOptions
{
    /// <summary>Execution provider: cpu (default), cuda or tensorrt.</summary>
    public string Provider { get; init; } = "cpu";

    /// <summary>Threads within one operator (default 1: the most even timing).</summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// Path of libonnxruntime.so (default null: the one beside the program). On a Jetson it comes from the board's own SDK image.
    /// A process holds one native library: the first <see cref="Backbone"/> decides.
    /// </summary>
    public string? NativeLibrary { get; init; }

    /// <summary>Run on the CPU, and say so in <see cref="Backbone.Warning"/>, where <see cref="Provider"/> is not available (default
    /// false: an error).</summary>
    public bool AllowCpuFallback { get; init; }
}
