using RoverRaman.Training.Models;
using static TorchSharp.torch;

namespace RoverRaman.Training.Augment;

/// <summary>
/// Makes clean reference spectra look as a field instrument would have measured them, in the order of the physics: crystal, response, axis,
/// resolution, then light that is not Raman's, then the detector. Input and output are 0..1.
/// </summary>
public sealed class ReferenceAsMeasured : IAugmentation, IDisposable
{
    readonly Gain _peaks = new(30, 0.3, scaled: true);
    readonly Gain _response;
    readonly Fluorescence _fluorescence;
    readonly IAugmentation[] _optics;
    readonly IAugmentation[] _detector;

    /// <summary>Sets the strength.</summary>
    /// <param name="drift">Largest shift, cm-1.</param>
    /// <param name="fluorescence">Share of spectra with a background: 0.85 for raw spectra, less for baseline-corrected ones.</param>
    /// <param name="response">Deviation of the response's logarithm.</param>
    public ReferenceAsMeasured(double drift, double fluorescence = 0.85, double response = 0.4)
    {
        _response = new Gain(8, response);
        _fluorescence = new Fluorescence(fluorescence);
        _optics = [_peaks, _response, new AxisWarp(drift), new ResolutionBlur()];
        _detector = [_fluorescence, new Luminescence(fluorescence > 0 ? 0.1 : 0), new DetectorNoise(), new CosmicRay()];
    }

    /// <inheritdoc/>
    public Tensor Apply(Tensor spectra)
    {
        using var scope = NewDisposeScope();
        var light = Chain.Apply(_optics, spectra);
        light /= light.amax(1).unsqueeze(1) + 1e-9;
        return scope.MoveToOuter(RamanChannels.UnitRange(Chain.Apply(_detector, light)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _peaks.Dispose();
        _response.Dispose();
        _fluorescence.Dispose();
    }
}
