using RoverRaman.Spectra;
using static TorchSharp.torch;

namespace RoverRaman.Training.Augment;

/// <summary>
/// Drift of the laser line (a shift) and of the dispersion (a stretch about the middle): linear interpolation, the edge value beyond the ends.
/// </summary>
/// <param name="shift">Largest shift to either side, cm-1; uniform.</param>
/// <param name="unshifted">Share of spectra that are not shifted, 0..1; jitter and stretch stay.</param>
public sealed class AxisWarp(double shift, double unshifted = 0.3) : IAugmentation
{
    // Every instrument's calibration wobbles by this much, cm-1, and its dispersion by this share.
    const double Jitter = 1.5, Stretch = 0.002;

    /// <inheritdoc/>
    public Tensor Apply(Tensor spectra)
    {
        using var scope = NewDisposeScope();
        var count = spectra.shape[0];
        var drift = Draw.Uniform(count, -shift, shift) * Draw.Chance(count, 1 - unshifted) + Draw.Normal(count, 0, Jitter);
        return scope.MoveToOuter(Warp(spectra, drift, Draw.Normal(count, 0, Stretch)));
    }

    /// <summary>Moves each spectrum by <paramref name="drift"/> [n, 1] cm-1 (positive: to the right) and stretches it by <paramref name="stretch"/> [n, 1].</summary>
    public static Tensor Warp(Tensor spectra, Tensor drift, Tensor stretch)
    {
        using var scope = NewDisposeScope();
        const double middle = Grid.Count / 2.0;
        var at = ((arange(Grid.Count, ScalarType.Float32).unsqueeze(0) - middle) * (stretch + 1) + middle - drift).clamp(0, Grid.Count - 1);
        var left = at.floor().clamp(max: Grid.Count - 2);
        var share = at - left;
        var index = left.to_type(ScalarType.Int64);
        return scope.MoveToOuter(spectra.gather(1, index) * (1 - share) + spectra.gather(1, index + 1) * share);
    }
}
