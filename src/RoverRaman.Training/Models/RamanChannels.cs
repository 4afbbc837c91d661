using RoverRaman.OnnxExport;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Models;

/// <summary>
/// Three views of one spectrum, the first layer of the rover network: the spectrum itself (standardised), its slope (squashed), and its
/// peaks above a rolling baseline (square root, which evens weak and strong peaks: Carey et al., J. Raman Spectrosc. 46, 2015, 894-903).
/// Any unit and offset gives the same channels. Lies in the exported graph, so that it cannot differ between trainer and robot.
/// </summary>
public sealed class RamanChannels : Module<Tensor, Tensor>, IOnnxExportable
{
    /// <summary>Number of channels.</summary>
    public const int Count = 3;

    // Widths in cm-1: slope over +-7 (narrower than a mineral's line), baseline over 121 (wider than any).
    const int SlopeReach = 7, BaselineWidth = 121, BaselineReach = BaselineWidth / 2;

    // Minimum and mean over 121 = 11 x 11 points in two cheap steps: neighbours, then every eleventh.
    const int Step = 11;

    // Least squares slope over 15 points: the sum of j^2 for j = -7..7 is 280.
    const float SlopeNorm = 280;

    const float Smallest = 1e-20f, Tiny = 1e-6f, UnderRoot = 1e-12f;

    static readonly float[] Mean = [.. Enumerable.Repeat(1f / Step, Step)];

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
        return unit.Write(input, _slope, BaselineReach, Mean, Smallest, Tiny, UnderRoot);
    }

    static Tensor Edge(Tensor x, int reach) => functional.pad(x, [reach, reach], PaddingModes.Replicate);

    static Tensor Baseline(Tensor x)
    {
        // minimum over 11 neighbours, then over 11 of those, 11 apart: 121 points
        var lowest = RollingMinimum(RollingMinimum(Edge(x, BaselineReach), 1), Step);
        using var mean = tensor(Mean, [1, 1, Step]);
        return functional.conv1d(functional.conv1d(Edge(lowest, BaselineReach), mean), mean, null, 1, 0, Step);
    }

    static Tensor RollingMinimum(Tensor x, int spacing) => -functional.max_pool1d(-x, Step, 1, 0, spacing);
}
