using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class Dropout : Module<Tensor, Tensor>
        {
            readonly double _p;
            readonly bool _inplace;

            internal Dropout(double p, bool inplace)
                : base(nameof(Dropout))
            {
                _p = p;
                _inplace = inplace;
            }

            public override Tensor forward(Tensor input) => functional.dropout(input, _p, training, _inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);
        }
    }
}
