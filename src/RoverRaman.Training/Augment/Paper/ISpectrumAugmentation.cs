namespace RoverRaman.Training.Augment.Paper;

/// <summary>A random change of a spectrum that keeps its mineral (paper, section 6.1 and supporting information).</summary>
public interface ISpectrumAugmentation
{
    /// <summary>A changed copy.</summary>
    /// <param name="spectrum">Intensities on the grid.</param>
    /// <param name="random">Decides by how much.</param>
    float[] Apply(ReadOnlySpan<float> spectrum, Random random);
}
