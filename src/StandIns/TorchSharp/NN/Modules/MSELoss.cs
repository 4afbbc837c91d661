using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class MSELoss : Module<Tensor, Tensor, Tensor>
        {
            readonly Reduction _reduction;

            internal MSELoss(Reduction reduction)
                : base(nameof(MSELoss))
            {
                _reduction = reduction;
            }

            public override Tensor forward(Tensor input, Tensor target) =>
                functional.mse_loss(input, target, _reduction);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.MSELoss MSELoss(Reduction reduction = Reduction.Mean) =>
                new(reduction);
        }
    }
}
