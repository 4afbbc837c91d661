using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class LogSoftmax : Module<Tensor, Tensor>
        {
            readonly long _dim;

            internal LogSoftmax(long dim)
                : base(nameof(LogSoftmax))
            {
                _dim = dim;
            }

            public override Tensor forward(Tensor input) => input.log_softmax(_dim);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.LogSoftmax LogSoftmax(long dim) => new(dim);
        }
    }
}
