using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Scales all gradients so that their common norm is at most <paramref name="max_norm"/>; gives the norm
            /// before.</summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var scope = NewDisposeScope();
                using var quiet = no_grad();
                var gradients = tensors.Select(t => t.Gradient!).Where(g => g is not null).ToList();
                if (gradients.Count == 0)
                    return 0;
                var norms = stack(gradients.Select(g => Aten.Call("norm.Scalar", g, norm_type)));
                var total = Aten.Call("norm.Scalar", norms, norm_type);
                var factor = (max_norm / (total + 1e-6)).clamp(max: 1.0);
                foreach (var gradient in gradients)
                    gradient.mul_(factor);
                return total.ToDouble();
            }

            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                ArgumentNullException.ThrowIfNull(tensors);
                foreach (var tensor in tensors)
                {
                    using var gradient = tensor.Gradient;
                    gradient?.clamp_(-clip_value, clip_value);
                }
            }

            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                return scope.MoveToOuter(cat(tensors.Select(p => p.view(-1)).ToList()));
            }
        }
    }
}
