using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class MaxPool1d : Module<Tensor, Tensor>
        {
            readonly long _kernelSize;
            readonly long? _stride;
            readonly long? _padding;
            readonly long? _dilation;
            readonly bool _ceilMode;

            internal MaxPool1d(long kernelSize, long? stride, long? padding, long? dilation, bool ceilMode)
                : base(nameof(MaxPool1d))
            {
                _kernelSize = kernelSize;
                _stride = stride;
                _padding = padding;
                _dilation = dilation;
                _ceilMode = ceilMode;
            }

            public override Tensor forward(Tensor input) =>
                functional.max_pool1d(input, _kernelSize, _stride, _padding, _dilation, _ceilMode);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.MaxPool1d MaxPool1d(long kernelSize, long? stride = null, long? padding = null, long? dilation = null,
                bool ceilMode = false) => new(kernelSize, stride, padding, dilation, ceilMode);
        }
    }
}
