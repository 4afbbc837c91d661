using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Until disposed, nothing on this thread is recorded for gradients.</summary>
    public static IDisposable no_grad() => new AutoGradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new AutoGradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new AutoGradMode(mode);

    public static bool is_grad_enabled() => Native.rr_grad_enabled() != 0;

    public static int get_num_threads() => Native.rr_threads();

    public static void set_num_threads(int num) => Native.Check(Native.rr_set_threads(num));

    public static partial class autograd
    {
        /// <summary>Gradients of the sum of <paramref name="outputs"/> with respect to each of <paramref name="inputs"/>.</summary>
        public static unsafe IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null,
            bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            ArgumentNullException.ThrowIfNull(outputs);
            ArgumentNullException.ThrowIfNull(inputs);
            nint[] roots = Handles(outputs), leaves = Handles(inputs), weights = Handles(grad_outputs ?? []);
            fixed (nint* root = roots, leaf = leaves, weight = weights)
            {
                int count = Native.rr_gradients(root, roots.Length, leaf, leaves.Length, weight, weights.Length,
                    retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, out var results);
                GC.KeepAlive((outputs, inputs, grad_outputs));
                Native.Check(count);
                var gradients = new List<Tensor>(count);
                for (int i = 0; i < count; i++)
                    gradients.Add(results[i].Bits == 0 ? Invalid() : Tensor.FromHandle((nint)results[i].Bits));
                return gradients;
            }
        }

        /// <summary>What TorchSharp hands back for an input that no output depends on.</summary>
        static Tensor Invalid()
        {
            var none = empty(0);
            none.Dispose();
            return none;
        }

        static nint[] Handles(IList<Tensor> tensors)
        {
            var handles = new nint[tensors.Count];
            for (int i = 0; i < handles.Length; i++)
                handles[i] = tensors[i].Handle;
            return handles;
        }
    }

    sealed class AutoGradMode : IDisposable
    {
        readonly int _previous = Native.rr_grad_enabled();

        public AutoGradMode(bool enabled) => Native.rr_set_grad_enabled(enabled ? 1 : 0);

        public void Dispose() => Native.rr_set_grad_enabled(_previous);
    }
}
