using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class Softmax : Module<Tensor, Tensor>
        {
            readonly long _dim;

            internal Softmax(long dim)
                : base(nameof(Softmax))
            {
                _dim = dim;
            }

            public override Tensor forward(Tensor input) => input.softmax(_dim);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Softmax Softmax(long dim) => new(dim);
        }
    }
}
