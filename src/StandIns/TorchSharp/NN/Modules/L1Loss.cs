using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class L1Loss : Module<Tensor, Tensor, Tensor>
        {
            readonly Reduction _reduction;

            internal L1Loss(Reduction reduction)
                : base(nameof(L1Loss))
            {
                _reduction = reduction;
            }

            public override Tensor forward(Tensor input, Tensor target) =>
                functional.l1_loss(input, target, _reduction);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.L1Loss L1Loss(Reduction reduction = Reduction.Mean) =>
                new(reduction);
        }
    }
}
