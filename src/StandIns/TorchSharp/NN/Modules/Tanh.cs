using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class Tanh : Module<Tensor, Tensor>
        {
            readonly bool _inplace;

            internal Tanh(bool inplace)
                : base(nameof(Tanh))
            {
                _inplace = inplace;
            }

            public override Tensor forward(Tensor input) => functional.tanh(input, _inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Tanh Tanh(bool inplace = false) => new(inplace);
        }
    }
}
