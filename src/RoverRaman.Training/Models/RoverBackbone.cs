using RoverRaman.OnnxExport;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Models;

/// <summary>
/// What ships: the trained network's embeddings beside the squashed spectrum's, at the same alignments. A head row is the class' direction in
/// both, so that one dot product gives 20 (cos(network) + beta cos(spectrum)).
/// </summary>
public sealed class RoverBackbone : Module<Tensor, Tensor>, IOnnxBranches
{
    /// <summary>Weight beta of the spectrum's cosine beside the network's.</summary>
    public const float SpectrumWeight = 0.7f;

    static readonly float Whole = AlignedFeatures.Scale * MathF.Sqrt(1 + SpectrumWeight);

    readonly Sequential _network;
    readonly Sequential _spectrum;

    RoverBackbone(Sequential network, Sequential spectrum) : base(nameof(RoverBackbone))
    {
        (_network, _spectrum) = (network, spectrum);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, Module<Tensor, Tensor> Module)> Branches => [("network", _network), ("spectrum", _spectrum)];

    /// <inheritdoc/>
    public long JoinedAlong => 2;

    /// <summary>Spectrum [n, 1392] -> features [n, O, 256]. The layers stay those of <paramref name="network"/>.</summary>
    /// <param name="network">A trained network.</param>
    /// <param name="filters">Of <see cref="SquashedSpectrum.Filters"/>.</param>
    public static Sequential Of(RoverNet network, float[] filters)
    {
        ArgumentNullException.ThrowIfNull(network);
        var children = network.Layers.named_children().ToArray();
        var trunk = children[1..^1].Select(child => (child.name, (Module<Tensor, Tensor>)child.module));
        const int perStep = RoverNetOptions.AlignmentStep / SquashedSpectrum.BinWidth;
        var map = Conv1d(1, SquashedSpectrum.Size, SquashedSpectrum.Bins, perStep, perStep * network.Options.Reach, bias: false);
        using (no_grad())
            _ = map.weight!.copy_(tensor(filters, [SquashedSpectrum.Size, 1, SquashedSpectrum.Bins]));
        var backbone = Sequential(
            ("channels", (Module<Tensor, Tensor>)children[0].module),
            ("both", new RoverBackbone(
                Sequential([.. trunk, ("unit", new AlignedFeatures(Whole))]),
                Sequential(
                    ("peaks", new PeakBins()),
                    ("bins", AvgPool1d(SquashedSpectrum.BinWidth, SquashedSpectrum.BinWidth)),
                    ("map", map),
                    ("unit", new AlignedFeatures(Whole * MathF.Sqrt(SpectrumWeight)))))));
        backbone.eval();
        return backbone;
    }

    /// <summary>[n, 3, 1392] -> [n, O, 256].</summary>
    public override Tensor forward(Tensor input) => cat([_network.call(input), _spectrum.call(input)], 2);

    /// <summary>A head row of unit length from a unit direction of the network and one of the spectrum.</summary>
    public static float[] Row(ReadOnlySpan<float> network, ReadOnlySpan<float> spectrum)
    {
        var row = new float[network.Length + spectrum.Length];
        var (first, second) = (1 / MathF.Sqrt(1 + SpectrumWeight), MathF.Sqrt(SpectrumWeight / (1 + SpectrumWeight)));
        for (var i = 0; i < network.Length; i++)
            row[i] = first * network[i];
        for (var i = 0; i < spectrum.Length; i++)
            row[network.Length + i] = second * spectrum[i];
        return row;
    }
}
