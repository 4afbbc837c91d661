using Microsoft.ML.OnnxRuntime;

namespace RoverRaman.OnnxExport.Tests;

/// <summary>Runs exported bytes in ONNX Runtime.</summary>
sealed class OnnxRunner(byte[] model) : IDisposable
{
    readonly InferenceSession _session = new(model);
    readonly RunOptions _options = new();

    public void Dispose()
    {
        _options.Dispose();
        _session.Dispose();
    }

    public InferenceSession Session => _session;

    /// <summary>Output values and shape for a batch.</summary>
    public (float[] Values, long[] Shape) Run(float[] values, params long[] shape)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(values, shape);
        using var outputs = _session.Run(_options, [.. _session.InputMetadata.Keys], [input], [.. _session.OutputMetadata.Keys]);
        return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs[0].GetTensorTypeAndShape().Shape);
    }
}
