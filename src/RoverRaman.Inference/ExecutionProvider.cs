using Microsoft.ML.OnnxRuntime;

namespace RoverRaman.Inference;

/// <summary>Turns <see cref="InferenceOptions"/> into a session, with or without a fallback to the CPU.</summary>
static class ExecutionProvider
{
    const string Cpu = "cpu", Cuda = "cuda", TensorRt = "tensorrt";

    /// <summary>Creates the session on the wanted provider; the warning is null unless the CPU took its place.</summary>
    public static (InferenceSession Session, string Provider, string? Warning) CreateSession(string onnxFile, InferenceOptions options)
    {
        var wanted = options.Provider.ToLowerInvariant();
        if (wanted is not (Cpu or Cuda or TensorRt))
            throw new ModelException($"Expected the execution provider cpu, cuda or tensorrt, found '{options.Provider}'. Correct the " +
                "setting.");
        if (options.Threads < 1)
            throw new ModelException($"Expected 1 or more threads, found {options.Threads}. Correct the setting.");
        var problem = Unavailable(wanted);
        if (problem is null)
            try
            {
                return (Open(onnxFile, options, wanted), wanted, null);
            }
            catch (OnnxRuntimeException e) when (wanted != Cpu)
            {
                problem = $"ONNX Runtime could not start it: {e.Message.Trim()}";
            }
        var message = $"Expected the execution provider {wanted}, but {problem} {Remedy}";
        return options.AllowCpuFallback
            ? (Open(onnxFile, options, Cpu), Cpu, $"{message} Running on the CPU.")
            : throw new ModelException($"{message} Or allow the fallback to the CPU.");
    }

    const string Remedy =
        "Set the native library's path to a GPU build of ONNX Runtime (package Microsoft.ML.OnnxRuntime.Gpu; on a Jetson the one of the " +
            "board's own SDK image), with the CUDA and cuDNN libraries it needs installed.";

    static string? Unavailable(string provider)
    {
        var name = provider switch
        {
            Cuda => "CUDAExecutionProvider",
            TensorRt => "TensorrtExecutionProvider",
            _ => "CPUExecutionProvider",
        };
        var offered = OrtEnv.Instance().GetAvailableProviders();
        return offered.Contains(name) ? null : $"this build of ONNX Runtime {OnnxRuntimeLibrary.Version} offers only " +
            $"{string.Join(", ", offered)}.";
    }

    static InferenceSession Open(string onnxFile, InferenceOptions options, string provider)
    {
        using var settings = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = options.Threads,
            InterOpNumThreads = 1,
            EnableMemoryPattern = true,
            // Warnings of the graph optimiser are not for a daemon's log; errors arrive as exceptions.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // Waiting threads that spin would take the cores of the other stages.
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        // One spectrum at a time: a fixed batch lets the memory be planned once.
        settings.AddFreeDimensionOverrideByName("n", 1);
        // TensorRT leaves operators it lacks to CUDA.
        if (provider == TensorRt)
            settings.AppendExecutionProvider_Tensorrt();
        if (provider is TensorRt or Cuda)
            settings.AppendExecutionProvider_CUDA();
        return new InferenceSession(onnxFile, settings);
    }
}
