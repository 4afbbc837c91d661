using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class Linear : Module<Tensor, Tensor>
        {
            internal Linear(long inputSize, long outputSize, bool hasBias, ScalarType? dtype)
                : base(nameof(Linear))
            {
                Own(nameof(weight), empty([outputSize, inputSize], dtype));
                if (hasBias)
                    Own(nameof(bias), empty([outputSize], dtype));
                DefaultInit.Weights(weight!, bias);
            }

            public Parameter? bias
            {
                get => Owned(nameof(bias));
                set => Own(nameof(bias), value);
            }

            public Parameter? weight
            {
                get => Owned(nameof(weight));
                set => Own(nameof(weight), value);
            }

            public override Tensor forward(Tensor input) => functional.linear(input, weight!, bias);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null,
                ScalarType? dtype = null) => new(inputSize, outputSize, hasBias, dtype);
        }
    }
}
