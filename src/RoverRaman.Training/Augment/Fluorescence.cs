using RoverRaman.Training.Models;
using static TorchSharp.torch;

namespace RoverRaman.Training.Augment;

/// <summary>
/// Adds a fluorescence background to peaks of height 1: two broad bells, an exponential slope and a slow wave, scaled to a strength whose
/// logarithm is normal, so that it often drowns the peaks.
/// </summary>
/// <param name="probability">Share of spectra that fluoresce.</param>
public sealed class Fluorescence(double probability = 0.85) : IAugmentation, IDisposable
{
    const int WaveKnots = 6;

    readonly SmoothCurves _waves = new(WaveKnots);

    /// <inheritdoc/>
    public Tensor Apply(Tensor spectra)
    {
        using var scope = NewDisposeScope();
        var count = spectra.shape[0];
        var strength = Draw.Normal(count, -1, 1.3).exp() * Draw.Chance(count, probability);
        return scope.MoveToOuter(spectra + strength * Shapes(count));
    }

    /// <summary>Backgrounds alone, [n, 1392], each 0..1.</summary>
    public Tensor Shapes(long count)
    {
        using var scope = NewDisposeScope();
        var shape = Bell(count) + Bell(count);
        var slope = (6 * Draw.Uniform(count) * Draw.Uniform(count, -1, 1) * Draw.Position).exp();
        shape += Draw.Uniform(count) * slope / slope.amax(1).unsqueeze(1);
        shape += Draw.Uniform(count) * _waves.Draw(count) * 0.25;
        return scope.MoveToOuter(RamanChannels.UnitRange(shape));
    }

    /// <inheritdoc/>
    public void Dispose() => _waves.Dispose();

    static Tensor Bell(long count) => Draw.Uniform(count) * Draw.Bell(Draw.Uniform(count, -0.5, 1.5), Draw.Uniform(count, 0.15, 0.75));
}
