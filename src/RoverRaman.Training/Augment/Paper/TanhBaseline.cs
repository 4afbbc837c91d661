using System.Numerics.Tensors;

namespace RoverRaman.Training.Augment.Paper;

/// <summary>
/// Adds a broad step, tanh, as a fluorescence baseline (paper, section 6.1). Its height is the spectrum's mean times a random factor; it
/// rises or falls over a quarter of the grid or more, so that no peak moves.
/// </summary>
public sealed class TanhBaseline : ISpectrumAugmentation
{
    /// <inheritdoc/>
    public float[] Apply(ReadOnlySpan<float> spectrum, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var height = TensorPrimitives.Average(spectrum) * random.NextSingle() * (random.Next(2) == 0 ? -1 : 1);
        var centre = random.NextSingle() * spectrum.Length;
        var width = spectrum.Length * (0.25f + 0.5f * random.NextSingle());
        var changed = spectrum.ToArray();
        for (var i = 0; i < changed.Length; i++)
            changed[i] += height * (1 + MathF.Tanh((i - centre) / width));
        return changed;
    }
}
