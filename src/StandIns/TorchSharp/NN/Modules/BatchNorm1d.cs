using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class BatchNorm1d : Module<Tensor, Tensor>
        {
            readonly double _eps;
            readonly double _momentum;

            internal BatchNorm1d(long features, double eps, double momentum, bool affine, bool tracked, ScalarType? dtype)
                : base(nameof(BatchNorm1d))
            {
                _eps = eps;
                _momentum = momentum;
                if (affine)
                {
                    Own(nameof(weight), ones([features], dtype));
                    Own(nameof(bias), zeros([features], dtype));
                }
                if (!tracked)
                    return;
                OwnBuffer(nameof(running_mean), zeros([features], dtype));
                OwnBuffer(nameof(running_var), ones([features], dtype));
                OwnBuffer("num_batches_tracked", zeros([], ScalarType.Int64));
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

            public Tensor? running_mean
            {
                get => OwnedBuffer(nameof(running_mean));
                set => OwnBuffer(nameof(running_mean), value);
            }

            public Tensor? running_var
            {
                get => OwnedBuffer(nameof(running_var));
                set => OwnBuffer(nameof(running_var), value);
            }

            public override Tensor forward(Tensor input)
            {
                if (input.ndim is not (2 or 3))
                    throw new ArgumentException($"Invalid number of dimensions for BatchNorm1d argument: {input.ndim}");
                if (training)
                    OwnedBuffer("num_batches_tracked")?.add_(1);
                return functional.batch_norm(input, running_mean!, running_var!, weight, bias, training || running_mean is null,
                    _momentum, _eps);
            }

            public void reset_running_stats()
            {
                running_mean?.zero_();
                running_var?.fill_(1);
                OwnedBuffer("num_batches_tracked")?.zero_();
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.BatchNorm1d BatchNorm1d(long features, double eps = 1e-05, double momentum = 0.1, bool affine = true,
                bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
                new(features, eps, momentum, affine, track_running_stats, dtype);
        }
    }
}
