using static TorchSharp.torch;

namespace RoverRaman.Training.Augment;

/// <summary>A particle hits the detector: one point and its right neighbour jump, in a share of the spectra.</summary>
/// <param name="probability">Share of spectra that are hit.</param>
public sealed class CosmicRay(double probability = 0.1) : IAugmentation
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor spectra)
    {
        using var scope = NewDisposeScope();
        var (count, points) = (spectra.shape[0], spectra.shape[1]);
        var at = (rand([count, 1]) * (points - 1)).floor().clamp(0, points - 2).to_type(ScalarType.Int64);
        var height = Draw.Uniform(count, 0.3, 1.5) * Draw.Chance(count, probability);
        var heights = cat([height, height * rand([count, 1])], 1);
        return scope.MoveToOuter(spectra.clone().scatter_add_(1, cat([at, at + 1], 1), heights));
    }
}
