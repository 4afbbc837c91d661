using RoverRaman.Training.Models;
using static TorchSharp.torch;

namespace RoverRaman.Training.Augment;

/// <summary>
/// Varies raw spectra, which carry their own background: peaks above a clipped baseline are modulated and the baseline is put back, then
/// axis, resolution, response, a further background and the detector. Input and output are 0..1.
/// </summary>
/// <param name="drift">Largest shift, cm-1.</param>
public sealed class RawVariation(double drift) : IDisposable
{
    readonly Gain _peaks = new(30, 0.3, scaled: true);
    readonly Gain _response = new(8, 0.4);
    readonly BackgroundTilt _background = new();
    readonly AxisWarp _axis = new(drift);
    readonly ResolutionBlur _resolution = new();
    readonly CosmicRay _cosmicRay = new();

    /// <summary>[n, 1392] spectra and their baselines (<see cref="ClippedBaseline"/>) -> [n, 1392].</summary>
    public Tensor Apply(Tensor spectra, Tensor baselines)
    {
        using var scope = NewDisposeScope();
        var peaks = _peaks.Apply(spectra - baselines);
        var light = Chain.Apply([_axis, _resolution, _response, _background], peaks + baselines);
        // Exponential deviation of 0.01 on average: most spectra are quiet, a few are not.
        var deviation = -0.01 * Draw.Uniform(spectra.shape[0], 1e-9, 1).log();
        return scope.MoveToOuter(RamanChannels.UnitRange(_cosmicRay.Apply(light + randn(light.shape) * deviation)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _peaks.Dispose();
        _response.Dispose();
        _background.Dispose();
    }
}
