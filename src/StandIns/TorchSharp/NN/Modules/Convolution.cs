using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>What the one-dimensional convolutions share.</summary>
public abstract class Convolution : Module<Tensor, Tensor>
{
    private protected Convolution(string name, long inputChannels, long[] weightShape, long? biasSize, ScalarType? dtype)
        : base(name)
    {
        input_channels = inputChannels;
        Own(nameof(weight), empty(weightShape, dtype));
        if (biasSize is { } size)
            Own(nameof(bias), empty([size], dtype));
        DefaultInit.Weights(weight!, bias);
    }

    public Parameter? bias
    {
        get => Owned(nameof(bias));
        set => Own(nameof(bias), value);
    }

    public Parameter? weight
    {
        get => Owned(nameof(weight));
        set => Own(nameof(weight), value);
    }

    private protected long input_channels { get; }

    private protected Tensor Checked(Tensor input)
    {
        var shape = input.shape;
        return shape.Length is 2 or 3 && shape[^2] == input_channels
            ? input
            : throw new ArgumentException($"Expected 2D (unbatched) or 3D (batched) input with {input_channels} channels to {GetName()}, "
                + $"found [{string.Join(", ", shape)}].");
    }
}
