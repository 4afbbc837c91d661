using RoverRaman.Training.Augment;
using static TorchSharp.torch;

namespace RoverRaman.Training.Train.Rover;

/// <summary>Spectra without a mineral, a class of their own.</summary>
sealed class EmptySource(EmptySpectra spectra, int label, int count) : IBatchSource
{
    public (Tensor Spectra, long[] Labels) Next() => (spectra.Draw(count), [.. Enumerable.Repeat((long)label, count)]);
}
