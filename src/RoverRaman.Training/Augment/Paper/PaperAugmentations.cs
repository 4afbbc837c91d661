using RoverRaman.Spectra;

namespace RoverRaman.Training.Augment.Paper;

/// <summary>
/// The paper's mix (section 6.1): tanh and cosine baselines, Gaussian noise, down-sampling with interpolation; the last is drawn more
/// often than the others. The paper states no weights; here it is three times as often. None of them moves a peak.
/// </summary>
public sealed class PaperAugmentations : ISpectrumAugmentation
{
    static readonly ISpectrumAugmentation Interpolation = new DownsampleInterpolate();
    static readonly ISpectrumAugmentation[] Urn =
        [new TanhBaseline(), new CosineBaseline(), new GaussianNoise(), Interpolation, Interpolation, Interpolation];

    /// <summary>Applies one of them.</summary>
    public float[] Apply(ReadOnlySpan<float> spectrum, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Urn[random.Next(Urn.Length)].Apply(spectrum, random);
    }

    /// <summary>A set with <paramref name="copies"/> changed copies after each spectrum.</summary>
    public SpectrumDataSet Extend(SpectrumDataSet data, int copies, int seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        var random = new Random(seed);
        return new SpectrumDataSet([.. data.Spectra.SelectMany(spectrum => Enumerable.Range(0, copies)
            .Select(_ => spectrum with { Intensities = Apply(spectrum.Intensities, random) })
            .Prepend(spectrum))]);
    }
}
