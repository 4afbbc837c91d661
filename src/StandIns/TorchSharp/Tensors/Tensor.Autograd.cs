using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get
            {
                bool required = Native.rr_requires_grad(Handle) != 0;
                GC.KeepAlive(this);
                return required;
            }

            set
            {
                Native.Check(Native.rr_set_requires_grad(Handle, value ? 1 : 0));
                GC.KeepAlive(this);
            }
        }

        public bool is_leaf
        {
            get
            {
                bool leaf = Native.rr_is_leaf(Handle) != 0;
                GC.KeepAlive(this);
                return leaf;
            }
        }

        /// <summary>
        /// The gradient that backward() left here, or null. Official releases disagree on its public shape (a method in 0.99.6, a property
        /// from 0.102.5 on), so it is not offered; <see cref="autograd.grad"/> is the spelling that both accept.
        /// </summary>
        internal Tensor? Gradient
        {
            get
            {
                nint gradient = Native.rr_grad(Handle);
                GC.KeepAlive(this);
                return gradient == 0 ? null : new(gradient);
            }

            set
            {
                Native.Check(Native.rr_set_grad(Handle, value?.Handle ?? 0));
                GC.KeepAlive((this, value));
            }
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public void backward(IList<Tensor>? grad_tensors = null, bool create_graph = false, bool retain_graph = false)
        {
            nint weight = grad_tensors is { Count: > 0 } ? grad_tensors[0].Handle : 0;
            Native.Check(Native.rr_backward(Handle, weight, retain_graph || create_graph ? 1 : 0, create_graph ? 1 : 0));
            GC.KeepAlive((this, grad_tensors));
        }

        public Tensor detach() => Aten.Call("detach", this);

        public Tensor detach_() => Aten.InPlace(this, "detach_", this);

        public Tensor clone() => Aten.Call("clone", this);

        public Tensor alias() => Aten.Call("alias", this);
    }
}
