using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor reshape(params long[] shape) => Aten.Call("reshape", this, shape);

        public Tensor view(params long[] shape) => Aten.Call("view", this, shape);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Aten.Call("flatten.using_ints", this, start_dim, end_dim);

        public Tensor unflatten(long dim, params long[] sizes) =>
            view([.. shape[..(int)Positive(dim)], .. sizes, .. shape[((int)Positive(dim) + 1)..]]);

        public Tensor transpose(long dim0, long dim1) => Aten.Call("transpose.int", this, dim0, dim1);

        public Tensor t() => Aten.Call("t", this);

        public Tensor permute(params long[] permutation) => Aten.Call("permute", this, permutation);

        public Tensor squeeze(long? dim = null) => dim is { } given ? Aten.Call("squeeze.dim", this, given) : Aten.Call("squeeze", this);

        public Tensor unsqueeze(long dim) => Aten.Call("unsqueeze", this, dim);

        public Tensor expand(params long[] sizes) => Aten.Call("expand", this, sizes, false);

        public Tensor expand_as(Tensor other) => Aten.Call("expand_as", this, other);

        public Tensor view_as(Tensor other) => Aten.Call("view_as", this, other);

        public Tensor repeat(params long[] sizes) => Aten.Call("repeat", this, sizes);

        public Tensor repeat_interleave(long repeats, long? dim = null) => Aten.Call("repeat_interleave.self_int", this, repeats, dim);

        public Tensor contiguous() => Aten.Call("contiguous", this);

        public Tensor narrow(long dim, long start, long length) => Aten.Call("narrow", this, dim, start, length);

        public Tensor select(long dim, long index) => Aten.Call("select.int", this, dim, index);

        public Tensor slice(long dim, long start, long finish, long step) => Aten.Call("slice.Tensor", this, dim, start, finish, step);

        public Tensor[] split(long size, int dim = 0) => Aten.CallList("split.Tensor", this, size, dim);

        public Tensor[] split(long[] sizes, long dim = 0) => Aten.CallList("split_with_sizes", this, sizes, dim);

        public Tensor[] chunk(long chunks, long dim = 0) => Aten.CallList("chunk", this, chunks, dim);

        public Tensor[] unbind(long dim = 0) => Aten.CallList("unbind.int", this, dim);

        public Tensor roll(long shifts, long dims) => Aten.Call("roll", this, new[] { shifts }, new[] { dims });

        public Tensor flip(params long[] dims) => Aten.Call("flip", this, dims);

        public Tensor tril(long diagonal = 0) => Aten.Call("tril", this, diagonal);

        public Tensor triu(long diagonal = 0) => Aten.Call("triu", this, diagonal);

        public Tensor diag(long diagonal = 0) => Aten.Call("diag", this, diagonal);

        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Aten.Call("diagonal", this, offset, dim1, dim2);

        long Positive(long dim) => dim < 0 ? dim + ndim : dim;
    }
}
