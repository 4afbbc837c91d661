using RoverRaman.OnnxExport;
using RoverRaman.Spectra;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Models;

/// <summary>
/// Three views of one spectrum, the first layer of the rover network: the spectrum itself (standardised), its slope (squashed), and its
/// peaks above a clipped baseline (<see cref="SnipBaseline"/>'s idea in eight widths; square root, which evens weak and strong peaks:
/// Carey et al., J. Raman Spectrosc. 46, 2015, 894-903).
/// Any unit and offset gives the same channels. Lies in the exported graph, so that it cannot differ between trainer and robot.
/// </summary>
public sealed class RamanChannels : Module<Tensor, Tensor>, IOnnxExportable
{
    /// <summary>Number of channels.</summary>
    public const int Count = 3;

    // Slope over +-7 cm-1: narrower than a mineral's line.
    const int SlopeReach = 7;

    // Gaussian of 2 cm-1 before the baseline, so that it runs through the noise and not below it.
    const int SmoothReach = 6;
    const double SmoothWidth = 2;

    // Half widths of the clipping, cm-1, widest first.
    static readonly int[] ClipWidths = [25, 18, 13, 9, 6, 4, 2, 1];

    // Least squares slope over 15 points: the sum of j^2 for j = -7..7 is 280.
    const float SlopeNorm = 280;

    const float Smallest = 1e-20f, Tiny = 1e-6f, UnderRoot = 1e-12f;

    static readonly float[] Smooth = Gaussian();

    readonly float[] _slope = [.. Enumerable.Range(-SlopeReach, 2 * SlopeReach + 1).Select(j => j / SlopeNorm)];

    /// <summary>Makes the layer; it learns nothing.</summary>
    public RamanChannels() : base(nameof(RamanChannels))
    {
    }

    /// <summary>[n, 1392] -> [n, 3, 1392].</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = UnitRange(input).unsqueeze(1);
        var centred = x - x.mean([2], true);
        var level = 0.5 * centred / (centred.square().mean([2], true).sqrt() + Tiny);
        using var kernel = tensor(_slope, [1, 1, _slope.Length]);
        var slope = functional.conv1d(Edge(x, SlopeReach), kernel);
        var squashed = (slope / (3 * slope.abs().mean([2], true) + Tiny)).tanh();
        var above = (x - Baseline(x)).clamp(min: 0);
        var peaks = (above / (above.amax(2).unsqueeze(2) + Tiny) + UnderRoot).sqrt();
        return scope.MoveToOuter(cat([level, squashed, peaks], 1));
    }

    /// <summary>Scales every spectrum of [n, 1392] to 0..1; one whose range is below 1e-20 is only moved to 0.</summary>
    public static Tensor UnitRange(Tensor spectra)
    {
        ArgumentNullException.ThrowIfNull(spectra);
        using var scope = NewDisposeScope();
        var lowest = spectra.amin(1).unsqueeze(1);
        var range = spectra.amax(1).unsqueeze(1) - lowest;
        return scope.MoveToOuter((spectra - lowest) / torch.where(range.gt(Smallest), range, torch.ones_like(range)));
    }

    /// <inheritdoc/>
    public string Export(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var unit = new OnnxRamanChannels(graph);
        return unit.Write(input, _slope, Smooth, ClipWidths, Smallest, Tiny, UnderRoot);
    }

    static Tensor Edge(Tensor x, int reach) => functional.pad(x, [reach, reach], PaddingModes.Replicate);

    static Tensor Baseline(Tensor x)
    {
        using var smooth = tensor(Smooth, [1, 1, Smooth.Length]);
        var baseline = functional.conv1d(Edge(x, SmoothReach), smooth);
        foreach (var width in ClipWidths)
        {
            var wide = Edge(baseline, width);
            baseline = baseline.minimum(0.5 * (wide.narrow(2, 0, Grid.Count) + wide.narrow(2, 2 * width, Grid.Count)));
        }
        return baseline;
    }

    static float[] Gaussian()
    {
        double[] values = [.. Enumerable.Range(-SmoothReach, 2 * SmoothReach + 1).Select(j => Math.Exp(-0.5 * j * j / (SmoothWidth * SmoothWidth)))];
        return [.. values.Select(value => (float)(value / values.Sum()))];
    }
}
