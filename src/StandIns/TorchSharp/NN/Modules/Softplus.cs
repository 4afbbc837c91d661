using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class Softplus : Module<Tensor, Tensor>
        {
            readonly double _beta;
            readonly double _threshold;

            internal Softplus(double beta, double threshold)
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
            public static Modules.Softplus Softplus(double beta = 1, double threshold = 20) => new(beta, threshold);
        }
    }
}
