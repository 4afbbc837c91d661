using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Augment;

/// <summary>A coarser spectrometer: each spectrum is smoothed by a Gaussian of its own.</summary>
/// <param name="narrowest">Smallest standard deviation, cm-1.</param>
/// <param name="widest">Largest, cm-1; uniform between.</param>
public sealed class ResolutionBlur(double narrowest = 0.3, double widest = 2.3) : IAugmentation
{
    const int Reach = 7;

    /// <inheritdoc/>
    public Tensor Apply(Tensor spectra)
    {
        using var scope = NewDisposeScope();
        var count = spectra.shape[0];
        var kernel = (-0.5 * (arange(-Reach, Reach + 1, ScalarType.Float32).unsqueeze(0) / Draw.Uniform(count, narrowest, widest)).square()).exp();
        kernel = (kernel / kernel.sum(1).unsqueeze(1)).unsqueeze(1);
        // One group a spectrum: each meets its own kernel.
        var padded = functional.pad(spectra.unsqueeze(0), [Reach, Reach], PaddingModes.Replicate);
        return scope.MoveToOuter(functional.conv1d(padded, kernel, null, 1, 0, 1, count).squeeze(0));
    }
}
