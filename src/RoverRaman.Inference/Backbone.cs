namespace RoverRaman.Inference;

/// <summary>
/// The network without its head: spectrum on the grid [1, 1392] -> features [1, D] (or [1, O, D] for O alignments).
/// Buffers are allocated once; a run allocates nothing. Not for use by two threads at once.
/// </summary>
public sealed class Backbone : IDisposable
{
    /// <summary>Loads backbone.onnx.</summary>
    /// <exception cref="ModelException">The file is missing, is no network of the expected shape, or the provider is not available.</exception>
    public static Backbone Load(string onnxFile, InferenceOptions? options = null) => throw new NotImplementedException();

    /// <summary>SHA-256 of the file, hex, lower case.</summary>
    public string Sha256 => throw new NotImplementedException();

    /// <summary>First four bytes of <see cref="Sha256"/>, big-endian: what decisions carry.</summary>
    public uint Id => throw new NotImplementedException();

    /// <summary>Length D of one feature vector.</summary>
    public int FeatureSize => throw new NotImplementedException();

    /// <summary>Number O of alignments in the features; 1 for the paper's network.</summary>
    public int Alignments => throw new NotImplementedException();

    /// <summary>The execution provider in use, after any fallback.</summary>
    public string Provider => throw new NotImplementedException();

    /// <summary>Features of one spectrum, O*D values, valid until the next run. <paramref name="grid"/> holds 1,392 values.</summary>
    public ReadOnlySpan<float> Run(ReadOnlySpan<float> grid) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
