using System.Numerics.Tensors;

namespace RoverRaman.Training.Augment.Paper;

/// <summary>
/// Adds a broad cosine as a fluorescence baseline (paper, section 6.1). Its height is the spectrum's mean times a random factor, its
/// period at least half the grid, so that no peak moves.
/// </summary>
public sealed class CosineBaseline : ISpectrumAugmentation
{
    /// <inheritdoc/>
    public float[] Apply(ReadOnlySpan<float> spectrum, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var height = TensorPrimitives.Average(spectrum) * random.NextSingle();
        var period = spectrum.Length * (0.5f + 1.5f * random.NextSingle());
        var phase = MathF.Tau * random.NextSingle();
        var changed = spectrum.ToArray();
        for (var i = 0; i < changed.Length; i++)
            changed[i] += height * (1 + MathF.Cos(MathF.Tau * i / period + phase));
        return changed;
    }
}
