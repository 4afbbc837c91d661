using RoverRaman.Spectra;
using static TorchSharp.torch;

namespace RoverRaman.Training.Augment;

/// <summary>Random smooth curves over the grid: values drawn at equally spaced knots, straight lines between them.</summary>
public sealed class SmoothCurves : IDisposable
{
    readonly Tensor _hats;

    /// <summary>Curves through <paramref name="knots"/> (2 or more) points, the first and last at the ends of the grid.</summary>
    public SmoothCurves(int knots)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(knots, 2);
        Knots = knots;
        var hats = new float[knots * Grid.Count];
        for (var i = 0; i < Grid.Count; i++)
        {
            var at = (double)i * (knots - 1) / (Grid.Count - 1);
            var left = Math.Min((int)at, knots - 2);
            hats[left * Grid.Count + i] = (float)(left + 1 - at);
            hats[(left + 1) * Grid.Count + i] = (float)(at - left);
        }
        _hats = tensor(hats, [knots, Grid.Count]).DetachFromDisposeScope();
    }

    /// <summary>Number of knots.</summary>
    public int Knots { get; }

    /// <summary>[n, 1392], standard normal at the knots.</summary>
    public Tensor Draw(long count) => randn([count, Knots]).matmul(_hats);

    /// <inheritdoc/>
    public void Dispose() => _hats.Dispose();
}
