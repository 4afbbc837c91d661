using static TorchSharp.torch;

namespace RoverRaman.Training.Augment;

/// <summary>
/// Adds noise, independent from point to point. Its deviation is drawn log-normally for every spectrum and grows with the square root of
/// the light (shot noise) where the spectrum stands on a bright background.
/// </summary>
/// <param name="logMean">Mean of the logarithm of the deviation; peaks are of height 1.</param>
/// <param name="logDeviation">Its standard deviation.</param>
public sealed class DetectorNoise(double logMean = -5, double logDeviation = 1.2) : IAugmentation
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor spectra)
    {
        using var scope = NewDisposeScope();
        var deviation = Draw.Normal(spectra.shape[0], logMean, logDeviation).exp();
        var light = spectra.amax(1).unsqueeze(1).clamp(min: 1).sqrt();
        return scope.MoveToOuter(spectra + randn(spectra.shape) * deviation * light);
    }
}
