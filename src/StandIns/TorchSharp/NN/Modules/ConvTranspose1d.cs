using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class ConvTranspose1d : Convolution
        {
            readonly long _stride;
            readonly long _padding;
            readonly long _outputPadding;
            readonly long _dilation;
            readonly long _groups;

            internal ConvTranspose1d(long inputChannels, long outputChannels, long kernelSize, long stride, long padding,
                long outputPadding,
                long dilation, long groups, bool bias, ScalarType? dtype)
                : base(nameof(ConvTranspose1d), inputChannels, [inputChannels, outputChannels / groups, kernelSize],
                    bias ? outputChannels : null, dtype)
            {
                _stride = stride;
                _padding = padding;
                _outputPadding = outputPadding;
                _dilation = dilation;
                _groups = groups;
            }

            public override Tensor forward(Tensor input) => functional.conv_transpose1d(Checked(input), weight!, bias, _stride, _padding,
                _outputPadding, _dilation, _groups);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.ConvTranspose1d ConvTranspose1d(long inputChannel, long outputChannel, long kernelSize, long stride = 1,
                long padding = 0, long outputPadding = 0, long dilation = 1, PaddingModes paddingMode = PaddingModes.Zeros, long groups = 1,
                bool bias = true, Device? device = null, ScalarType? dtype = null)
            {
                if (paddingMode != PaddingModes.Zeros)
                    throw new ArgumentException($"Expected zero padding for a transposed convolution, found {paddingMode}.");
                return new(inputChannel, outputChannel, kernelSize, stride, padding, outputPadding, dilation, groups, bias, dtype);
            }
        }
    }
}
