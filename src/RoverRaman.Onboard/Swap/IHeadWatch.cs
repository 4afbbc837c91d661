using RoverRaman.Inference;
using RoverRaman.Spectra;

namespace RoverRaman.Onboard;

/// <summary>Is told every spectrum that was identified. The processing thread; must not allocate nor wait.</summary>
public interface IHeadWatch
{
    /// <summary>One spectrum.</summary>
    /// <param name="spectrumId">Its number.</param>
    /// <param name="flags">What is wrong with it.</param>
    /// <param name="identification">What it was taken for.</param>
    /// <param name="features">Of the backbone, [O, D]; empty where there are none.</param>
    void Observe(uint spectrumId, QualityFlags flags, in Identification identification, ReadOnlySpan<float> features);
}
