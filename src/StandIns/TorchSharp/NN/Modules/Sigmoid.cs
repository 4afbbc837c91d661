using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class Sigmoid : Module<Tensor, Tensor>
        {
            readonly bool _inplace;

            internal Sigmoid(bool inplace)
                : base(nameof(Sigmoid))
            {
                _inplace = inplace;
            }

            public override Tensor forward(Tensor input) => functional.sigmoid(input, _inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Sigmoid Sigmoid(bool inplace = false) => new(inplace);
        }
    }
}
