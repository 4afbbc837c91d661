using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>Tensors of numbers or truth values. Beside a slice, write <see cref="TensorIndex.Tensor"/>.</summary>
        public Tensor this[params Tensor[] indices]
        {
            get => index(Positions(indices));
            set => index_put_(value, Positions(indices));
        }

        public Tensor index(params TensorIndex[] indices) => Indexing.Read(this, indices);

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            Indexing.Write(this, value, indices);
            return this;
        }

        public Tensor index_select(long dim, Tensor index) => Aten.Call("index_select", this, dim, index);

        public Tensor gather(long dim, Tensor index) => Aten.Call("gather", this, dim, index);

        public Tensor scatter(long dim, Tensor index, Tensor src) => Aten.Call("scatter.src", this, dim, index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src) => Aten.InPlace(this, "scatter_.src", this, dim, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Aten.InPlace(this, "scatter_add_", this, dim, index, src);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Aten.InPlace(this, "index_add_", this, dim, index, source, alpha);

        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Aten.InPlace(this, "index_copy_", this, dim, index, source);

        public Tensor take(Tensor index) => Aten.Call("take", this, index);

        static TensorIndex[] Positions(Tensor[] tensors) => Array.ConvertAll(tensors, TensorIndex.Tensor);
    }
}
