using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class CrossEntropyLoss : Module<Tensor, Tensor, Tensor>
        {
            readonly Tensor? _weight;
            readonly long? _ignore_index;
            readonly Reduction _reduction;

            internal CrossEntropyLoss(Tensor? weight, long? ignore_index, Reduction reduction)
                : base(nameof(CrossEntropyLoss))
            {
                _weight = weight;
                _ignore_index = ignore_index;
                _reduction = reduction;
            }

            public override Tensor forward(Tensor input, Tensor target) =>
                functional.cross_entropy(input, target, _weight, _ignore_index ?? -100, _reduction);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.CrossEntropyLoss CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null,
                Reduction reduction = Reduction.Mean) =>
                new(weight, ignore_index, reduction);
        }
    }
}
