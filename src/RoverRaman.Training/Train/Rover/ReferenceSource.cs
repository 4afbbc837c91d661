using RoverRaman.Training.Augment;
using static TorchSharp.torch;

namespace RoverRaman.Training.Train.Rover;

/// <summary>Clean reference spectra, made to look measured.</summary>
sealed class ReferenceSource(SpectrumPool pool, ReferenceAsMeasured augmentation, int count, Random random) : IBatchSource
{
    public (Tensor Spectra, long[] Labels) Next()
    {
        var rows = pool.Draw(count, random);
        return (augmentation.Apply(pool.Spectra.index_select(0, tensor(rows))), [.. rows.Select(row => (long)pool.Labels[(int)row])]);
    }
}
