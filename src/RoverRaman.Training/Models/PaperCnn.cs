using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Models;

/// <summary>
/// The paper's network (Figure 6): spectrum on the grid [n, 1392] -> logits [n, classes]. The softmax belongs to the loss in
/// training and to the exported graph afterwards. Two parts: the backbone up to the tanh features, and the head, which alone
/// changes when minerals are added (section 8).
/// </summary>
public sealed class PaperCnn : Module<Tensor, Tensor>
{
    // Slope below zero; the paper does not state it, this is PyTorch's own.
    const double LeakySlope = 0.01;

    readonly Sequential _backbone;
    readonly Dropout _dropout;
    readonly Linear _head;

    /// <summary>Makes the network with fresh weights (the generator's state decides; see <c>torch.manual_seed</c>).</summary>
    /// <param name="options">Shape.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    public PaperCnn(PaperCnnOptions options, int classes) : base(nameof(PaperCnn))
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        Options = options;
        _backbone = Sequential([.. BackboneLayers(options)]);
        _dropout = Dropout(options.Dropout);
        _head = Linear(PaperCnnOptions.FeatureSize, classes);
        RegisterComponents();
        foreach (var layer in _backbone.children().Append(_head))
            Initialize(layer);
    }

    /// <summary>Shape.</summary>
    public PaperCnnOptions Options { get; }

    /// <summary>[n, 1392] -> features [n, 2048].</summary>
    public Sequential Backbone => _backbone;

    /// <summary>Features [n, 2048] -> logits [n, classes].</summary>
    public Linear Head => _head;

    /// <summary>Number of trainable values.</summary>
    public long ParameterCount => parameters().Sum(parameter => parameter.numel());

    /// <summary>[n, 1392] -> logits [n, classes].</summary>
    public override Tensor forward(Tensor input) => _head.call(_dropout.call(_backbone.call(input)));

    // The paper does not say how weights start. PyTorch's own way shrinks the signal at every convolution, so that deep networks
    // (the paper's n = 10) never begin to learn; He et al. (2015) for LeakyReLU and Glorot, Bengio (2010) for tanh and softmax keep it.
    static void Initialize(Module layer)
    {
        switch (layer)
        {
            case Conv1d convolution:
                _ = init.kaiming_uniform_(convolution.weight!, LeakySlope);
                _ = init.zeros_(convolution.bias!);
                break;
            case Linear linear:
                _ = init.xavier_uniform_(linear.weight!);
                _ = init.zeros_(linear.bias!);
                break;
            default:
                break;
        }
    }

    static IEnumerable<(string Name, Module<Tensor, Tensor> Layer)> BackboneLayers(PaperCnnOptions options)
    {
        yield return ("scale", new UnitMaximum());
        var number = 0;
        foreach (var block in options.Layout())
        {
            number++;
            // Positional arguments, because releases of TorchSharp name them differently.
            yield return ($"conv{number}", Conv1d(block.Channels, block.Filters, block.Kernel, 1, block.Kernel / 2));
            if (options.BatchNorm)
                yield return ($"norm{number}", BatchNorm1d(block.Filters));
            yield return ($"relu{number}", LeakyReLU(LeakySlope));
            if (block.Pool > 1)
                yield return ($"pool{number}", MaxPool1d(block.Pool, block.Stride, null, null, true));
        }
        yield return ("flatten", Flatten());
        yield return ("dense", Linear(options.FlatSize, PaperCnnOptions.FeatureSize));
        yield return ("tanh", Tanh());
    }
}
