using static TorchSharp.torch;

namespace RoverRaman.Training.Augment;

/// <summary>Adds a slow wave and a slope to spectra of range 0..1 that already carry their own background.</summary>
public sealed class BackgroundTilt : IAugmentation, IDisposable
{
    const int WaveKnots = 5;
    const double Wave = 0.35, Slope = 0.3;

    readonly SmoothCurves _waves = new(WaveKnots);

    /// <inheritdoc/>
    public Tensor Apply(Tensor spectra)
    {
        using var scope = NewDisposeScope();
        var count = spectra.shape[0];
        return scope.MoveToOuter(spectra + _waves.Draw(count) * Draw.Uniform(count, 0, Wave) + Draw.Normal(count, 0, Slope) * Draw.Position);
    }

    /// <inheritdoc/>
    public void Dispose() => _waves.Dispose();
}
