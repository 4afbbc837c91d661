using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class BCELoss : Module<Tensor, Tensor, Tensor>
        {
            readonly Tensor? _weight;
            readonly Reduction _reduction;

            internal BCELoss(Tensor? weight, Reduction reduction)
                : base(nameof(BCELoss))
            {
                _weight = weight;
                _reduction = reduction;
            }

            public override Tensor forward(Tensor input, Tensor target) =>
                functional.binary_cross_entropy(input, target, _weight, _reduction);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.BCELoss BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                new(weight, reduction);
        }
    }
}
