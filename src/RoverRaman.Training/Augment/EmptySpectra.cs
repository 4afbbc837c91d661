using RoverRaman.Training.Models;
using static TorchSharp.torch;

namespace RoverRaman.Training.Augment;

/// <summary>
/// Spectra in which there is no mineral: background, noise and now and then a cosmic ray. The network learns them as a class that no head
/// carries, so that emptiness lies far from every mineral.
/// </summary>
public sealed class EmptySpectra : IDisposable
{
    readonly Fluorescence _fluorescence = new(1);
    readonly DetectorNoise _noise = new(-4, 1.5);
    readonly CosmicRay _cosmicRay = new(0.4);

    /// <summary>[n, 1392], each 0..1: a third noise alone, two thirds background and noise.</summary>
    public Tensor Draw(long count)
    {
        using var scope = NewDisposeScope();
        var background = _fluorescence.Shapes(count) * Augment.Draw.Chance(count, 2.0 / 3);
        return scope.MoveToOuter(RamanChannels.UnitRange(_cosmicRay.Apply(_noise.Apply(background))));
    }

    /// <inheritdoc/>
    public void Dispose() => _fluorescence.Dispose();
}
