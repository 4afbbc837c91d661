using System.Numerics.Tensors;

namespace RoverRaman.Onboard;

/// <summary>A golden spectrum, after the backbone.</summary>
/// <param name="Mineral">The mineral that it is; null: dark, flat or noise, which nobody may name.</param>
/// <param name="Label">For messages: which one.</param>
/// <param name="Features">[O, D].</param>
public sealed record GoldenFeatures(string? Mineral, string Label, float[] Features)
{
    /// <summary>Cosine from which a spectrum is the same as one that ground has named anew.</summary>
    const float Same = 0.95f;

    /// <summary>True where it is like one of the spectra that ground has given another name: then ground knows better.</summary>
    public bool IsRenamed(IReadOnlyList<float[]> examples)
    {
        foreach (var example in examples)
            if (Mineral is not null && TensorPrimitives.CosineSimilarity<float>(example, Features) >= Same)
                return true;
        return false;
    }
}
