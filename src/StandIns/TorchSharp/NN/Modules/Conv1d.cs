using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class Conv1d : Convolution
        {
            readonly long _stride;
            /// <summary>Left and right.</summary>
            readonly long[] _padding;
            readonly long _dilation;
            readonly PaddingModes _mode;
            readonly long _groups;

            internal Conv1d(long inputChannels, long outputChannels, long kernelSize, long stride, long[] padding, long dilation,
                PaddingModes mode, long groups, bool bias, ScalarType? dtype)
                : base(nameof(Conv1d), inputChannels, [outputChannels, inputChannels / groups, kernelSize], bias ? outputChannels : null,
                    dtype)
            {
                _stride = stride;
                _padding = padding;
                _dilation = dilation;
                _mode = mode;
                _groups = groups;
            }

            public override Tensor forward(Tensor input)
            {
                Checked(input);
                bool symmetric = _padding[0] == _padding[1];
                if (symmetric && _mode is PaddingModes.Zeros)
                    return functional.conv1d(input, weight!, bias, _stride, _padding[0], _dilation, _groups);
                using var padded = functional.pad(input, _padding, _mode);
                return functional.conv1d(padded, weight!, bias, _stride, 0, _dilation, _groups);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Conv1d Conv1d(long inputChannel, long outputChannel, long kernelSize, long stride = 1, long padding = 0,
                long dilation = 1, PaddingModes paddingMode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null,
                ScalarType? dtype = null) =>
                new(inputChannel, outputChannel, kernelSize, stride, [padding, padding], dilation, paddingMode, groups, bias, dtype);

            public static Modules.Conv1d Conv1d(long inputChannel, long outputChannel, long kernelSize, Padding padding, long stride = 1,
                long dilation = 1, PaddingModes paddingMode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null,
                ScalarType? dtype = null)
            {
                if (padding == Padding.Same && stride != 1)
                    throw new ArgumentException($"Expected stride 1 with padding 'Same', found {stride}.");
                // Of an odd total, libtorch's 'same' puts the larger part on the right.
                long total = padding == Padding.Same ? dilation * (kernelSize - 1) : 0;
                return new(inputChannel, outputChannel, kernelSize, stride, [total / 2, total - (total / 2)], dilation, paddingMode,
                    groups, bias,
                    dtype);
            }
        }
    }
}
