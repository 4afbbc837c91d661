using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class AvgPool1d : Module<Tensor, Tensor>
        {
            readonly long _kernelSize;
            readonly long? _stride;
            readonly long _padding;
            readonly bool _ceil_mode;
            readonly bool _count_include_pad;

            internal AvgPool1d(long kernelSize, long? stride, long padding, bool ceil_mode, bool count_include_pad)
                : base(nameof(AvgPool1d))
            {
                _kernelSize = kernelSize;
                _stride = stride;
                _padding = padding;
                _ceil_mode = ceil_mode;
                _count_include_pad = count_include_pad;
            }

            public override Tensor forward(Tensor input) =>
                functional.avg_pool1d(input, _kernelSize, _stride, _padding, _ceil_mode, _count_include_pad);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.AvgPool1d AvgPool1d(long kernelSize, long? stride = null, long padding = 0, bool ceil_mode = false,
                bool count_include_pad = true) => new(kernelSize, stride, padding, ceil_mode, count_include_pad);
        }
    }
}
