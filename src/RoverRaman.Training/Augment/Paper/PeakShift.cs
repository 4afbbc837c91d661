using RoverRaman.Training.Evaluate;

namespace RoverRaman.Training.Augment.Paper;

/// <summary>
/// Moves the whole spectrum by a few cm-1 (supporting information), as a calibration error does; the one augmentation that moves peaks.
/// The edge is filled as <see cref="SpectrumShift"/> fills it.
/// </summary>
/// <param name="largest">Largest shift to either side, cm-1.</param>
public sealed class PeakShift(int largest = 3) : ISpectrumAugmentation
{
    /// <inheritdoc/>
    public float[] Apply(ReadOnlySpan<float> spectrum, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return SpectrumShift.Apply(spectrum, random.Next(-largest, largest + 1));
    }
}
