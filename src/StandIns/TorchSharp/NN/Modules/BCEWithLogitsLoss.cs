using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class BCEWithLogitsLoss : Module<Tensor, Tensor, Tensor>
        {
            readonly Tensor? _weight;
            readonly Reduction _reduction;
            readonly Tensor? _pos_weights;

            internal BCEWithLogitsLoss(Tensor? weight, Reduction reduction, Tensor? pos_weights)
                : base(nameof(BCEWithLogitsLoss))
            {
                _weight = weight;
                _reduction = reduction;
                _pos_weights = pos_weights;
            }

            public override Tensor forward(Tensor input, Tensor target) =>
                functional.binary_cross_entropy_with_logits(input, target, _weight, _reduction, _pos_weights);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.BCEWithLogitsLoss BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean,
                Tensor? pos_weights = null) =>
                new(weight, reduction, pos_weights);
        }
    }
}
