namespace RoverRaman.Training.Augment.Paper;

/// <summary>
/// Keeps a random half to nine tenths of the points and draws straight lines between them (paper, section 6.1). A peak loses a little
/// height; its place moves by no more than a point or two.
/// </summary>
public sealed class DownsampleInterpolate : ISpectrumAugmentation
{
    const float FewestKept = 0.5f, MostKept = 0.9f;

    /// <inheritdoc/>
    public float[] Apply(ReadOnlySpan<float> spectrum, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var share = FewestKept + (MostKept - FewestKept) * random.NextSingle();
        var changed = spectrum.ToArray();
        var last = 0;
        for (var i = 1; i < changed.Length; i++)
        {
            if (i < changed.Length - 1 && random.NextSingle() > share)
                continue;
            for (var j = last + 1; j < i; j++)
                changed[j] = changed[last] + (changed[i] - changed[last]) * (j - last) / (i - last);
            last = i;
        }
        return changed;
    }
}
