using static TorchSharp.torch;

namespace RoverRaman.Training.Augment;

/// <summary>
/// Something that physics does to a spectrum. Works on a batch [n, 1392], draws from torch's generator (so a seed repeats it) and returns
/// a new tensor; the input stays as it was.
/// </summary>
public interface IAugmentation
{
    /// <summary>[n, 1392] -> [n, 1392].</summary>
    Tensor Apply(Tensor spectra);
}
