using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class GELU : Module<Tensor, Tensor>
        {
            internal GELU()
                : base(nameof(GELU))
            {
            }

            public override Tensor forward(Tensor input) => functional.gelu(input);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.GELU GELU() => new();
        }
    }
}
