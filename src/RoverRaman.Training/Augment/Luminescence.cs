using static TorchSharp.torch;

namespace RoverRaman.Training.Augment;

/// <summary>Adds one broad luminescence band (rare earths, chromium) to a share of the spectra, peaks being of height 1.</summary>
/// <param name="probability">Share of spectra that get one.</param>
public sealed class Luminescence(double probability = 0.1) : IAugmentation
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor spectra)
    {
        using var scope = NewDisposeScope();
        var count = spectra.shape[0];
        var height = Draw.Normal(count, -1, 0.7).exp() * Draw.Chance(count, probability);
        return scope.MoveToOuter(spectra + height * Draw.Bell(Draw.Uniform(count), Draw.Uniform(count, 0.03, 0.13)));
    }
}
