using static TorchSharp.torch;

namespace RoverRaman.Training.Train.Rover;

/// <summary>Gives one part of every training batch.</summary>
public interface IBatchSource
{
    /// <summary>The next spectra [n, 1392], augmented and 0..1, and their class indices.</summary>
    (Tensor Spectra, long[] Labels) Next();
}
