using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class Flatten : Module<Tensor, Tensor>
        {
            readonly long _start_dim;
            readonly long _end_dim;

            internal Flatten(long start_dim, long end_dim)
                : base(nameof(Flatten))
            {
                _start_dim = start_dim;
                _end_dim = end_dim;
            }

            public override Tensor forward(Tensor input) => input.flatten(_start_dim, _end_dim);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Flatten Flatten(long start_dim = 1, long end_dim = -1) => new(start_dim, end_dim);
        }
    }
}
