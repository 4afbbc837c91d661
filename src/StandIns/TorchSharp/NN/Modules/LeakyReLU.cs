using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class LeakyReLU : Module<Tensor, Tensor>
        {
            readonly double _negative_slope;
            readonly bool _inplace;

            internal LeakyReLU(double negative_slope, bool inplace)
                : base(nameof(LeakyReLU))
            {
                _negative_slope = negative_slope;
                _inplace = inplace;
            }

            public override Tensor forward(Tensor input) => functional.leaky_relu(input, _negative_slope, _inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) => new(negative_slope, inplace);
        }
    }
}
