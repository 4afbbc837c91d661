using static TorchSharp.torch;

namespace RoverRaman.Training.Augment;

/// <summary>
/// Multiplies by exp(smooth curve). With many knots: peaks of other orientations and polarisations, stronger or weaker one by one. With few:
/// the response of another grating, detector or filter.
/// </summary>
/// <param name="knots">Knots of the curve.</param>
/// <param name="deviation">Standard deviation of the logarithm at a knot.</param>
/// <param name="scaled">True draws a factor 0..2 on the deviation for every spectrum.</param>
public sealed class Gain(int knots, double deviation, bool scaled = false) : IAugmentation, IDisposable
{
    readonly SmoothCurves _curves = new(knots);

    /// <inheritdoc/>
    public Tensor Apply(Tensor spectra)
    {
        using var scope = NewDisposeScope();
        var curve = _curves.Draw(spectra.shape[0]) * deviation;
        return scope.MoveToOuter(spectra * (scaled ? curve * Draw.Uniform(spectra.shape[0], 0, 2) : curve).exp());
    }

    /// <inheritdoc/>
    public void Dispose() => _curves.Dispose();
}
