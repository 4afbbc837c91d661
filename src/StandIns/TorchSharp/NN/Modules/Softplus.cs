using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class Softplus : Module<Tensor, Tensor>
        {
            readonly int _beta;
            readonly int _threshold;

            internal Softplus(int beta, int threshold)
                : base(nameof(Softplus))
            {
                _beta = beta;
                _threshold = threshold;
            }

            public override Tensor forward(Tensor input) => functional.softplus(input, _beta, _threshold);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Softplus Softplus(int beta = 1, int threshold = 20) => new(beta, threshold);
        }
    }
}
