using System.Numerics.Tensors;

namespace RoverRaman.Training.Augment.Paper;

/// <summary>
/// Multiplies the whole spectrum by 0.5 to 2 (supporting information). The network's first layer scales to a maximum of 1, so this
/// changes nothing for it; it is here because the paper names it.
/// </summary>
public sealed class IntensityScaling : ISpectrumAugmentation
{
    /// <inheritdoc/>
    public float[] Apply(ReadOnlySpan<float> spectrum, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var changed = new float[spectrum.Length];
        TensorPrimitives.Multiply(spectrum, MathF.Pow(2, 2 * random.NextSingle() - 1), changed);
        return changed;
    }
}
