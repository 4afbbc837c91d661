using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class ReLU : Module<Tensor, Tensor>
        {
            readonly bool _inplace;

            internal ReLU(bool inplace)
                : base(nameof(ReLU))
            {
                _inplace = inplace;
            }

            public override Tensor forward(Tensor input) => functional.relu(input, _inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.ReLU ReLU(bool inplace = false) => new(inplace);
        }
    }
}
