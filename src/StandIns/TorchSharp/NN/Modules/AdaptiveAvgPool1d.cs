using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class AdaptiveAvgPool1d : Module<Tensor, Tensor>
        {
            readonly long _outputSize;

            internal AdaptiveAvgPool1d(long outputSize)
                : base(nameof(AdaptiveAvgPool1d))
            {
                _outputSize = outputSize;
            }

            public override Tensor forward(Tensor input) => functional.adaptive_avg_pool1d(input, _outputSize);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.AdaptiveAvgPool1d AdaptiveAvgPool1d(long outputSize) => new(outputSize);
        }
    }
}
