using System.Numerics.Tensors;

namespace RoverRaman.Training.Augment.Paper;

/// <summary>Adds white Gaussian noise, as of another instrument (paper, section 6.1): standard deviation up to 1 % of the maximum.</summary>
public sealed class GaussianNoise : ISpectrumAugmentation
{
    const float Largest = 0.01f;

    /// <inheritdoc/>
    public float[] Apply(ReadOnlySpan<float> spectrum, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var deviation = Math.Abs(TensorPrimitives.Max(spectrum)) * Largest * random.NextSingle();
        var changed = spectrum.ToArray();
        for (var i = 0; i < changed.Length; i++)
            changed[i] += deviation * Normal(random);
        return changed;
    }

    // Box and Muller 1958.
    static float Normal(Random random) => MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(MathF.Tau * random.NextSingle());
}
