using RoverRaman.Spectra;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Models;

/// <summary>
/// The rover network: spectrum on the grid [n, 1392] -> embeddings [n, O, 128] at O alignments. Depthwise convolutions keep position at a
/// stride of 16 or 8 cm-1; the last convolution looks at all 87 or 174 positions, moved by -O/2..O/2 alignments. No pooling over position:
/// drift is met by weighing the alignments, not by forgetting where peaks lie.
/// </summary>
public sealed class RoverNet : Module<Tensor, Tensor>
{
    const double LeakySlope = 0.1;

    readonly Sequential _layers;

    /// <summary>Makes the network with fresh weights (the generator's state decides; see <c>torch.manual_seed</c>).</summary>
    public RoverNet(RoverNetOptions options) : base(nameof(RoverNet))
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        _layers = Sequential([.. Build(options)]);
        RegisterComponents();
    }

    /// <summary>Shape.</summary>
    public RoverNetOptions Options { get; }

    /// <summary>The layers in order, for the exporter.</summary>
    public Sequential Layers => _layers;

    /// <summary>Number of trainable values.</summary>
    public long ParameterCount => parameters().Sum(parameter => parameter.numel());

    /// <summary>[n, 1392] -> [n, O, 128], each embedding of length <see cref="AlignedFeatures.Scale"/>.</summary>
    public override Tensor forward(Tensor input) => _layers.call(input);

    static IEnumerable<(string Name, Module<Tensor, Tensor> Layer)> Build(RoverNetOptions options) =>
    [
        ("channels", new RamanChannels()),
        .. Block("in", Convolution(RamanChannels.Count, 16, 15, stride: 2), 16),
        ("pool1", AvgPool1d(2, 2)),
        .. Separable("a", 16, 40, 9),
        ("pool2", AvgPool1d(2, 2)),
        .. Separable("b", 40, 64, 7),
        .. options.Stride == RoverNetOptions.AlignmentStep ? [("pool3", AvgPool1d(2, 2))] : Array.Empty<(string, Module<Tensor, Tensor>)>(),
        .. Separable("c", 64, 64, 5),
        .. Separable("d", 64, 64, 5),
        .. Block("narrow", Convolution(64, options.Bottleneck, 1), options.Bottleneck),
        ("dropout", Dropout(options.Dropout)),
        ("embed", AllPositions(options)),
        ("embed_norm", BatchNorm1d(RoverNetOptions.FeatureSize)),
        ("unit", new AlignedFeatures(AlignedFeatures.Scale)),
    ];

    static IEnumerable<(string Name, Module<Tensor, Tensor> Layer)> Separable(string name, int channels, int filters, int kernel) =>
    [
        .. Block($"{name}_depth", Convolution(channels, channels, kernel, groups: channels), channels),
        .. Block($"{name}_point", Convolution(channels, filters, 1), filters),
    ];

    static IEnumerable<(string Name, Module<Tensor, Tensor> Layer)> Block(string name, Conv1d convolution, int channels) =>
        [(name, convolution), ($"{name}_norm", BatchNorm1d(channels)), ($"{name}_relu", LeakyReLU(LeakySlope))];

    // One step of it is one alignment.
    static Conv1d AllPositions(RoverNetOptions options)
    {
        var step = RoverNetOptions.AlignmentStep / options.Stride;
        return Conv1d(options.Bottleneck, RoverNetOptions.FeatureSize, Grid.Count / options.Stride, step, step * options.Reach);
    }

    // Positional arguments up to the padding, because releases of TorchSharp name them differently; the normalisation is the bias.
    static Conv1d Convolution(int channels, int filters, int kernel, int stride = 1, int groups = 1) =>
        Conv1d(channels, filters, kernel, stride, kernel / 2, groups: groups, bias: false);
}
