using System.Runtime.InteropServices;
using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The raw bytes of the elements; the tensor must be contiguous and stay undisposed while the span is used.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (!is_contiguous())
                    throw new NotImplementedException("Bytes() called on non-contiguous tensor.");
                return new((void*)Native.rr_data(Handle), checked((int)(numel() * element_size())));
            }

            set
            {
                if (value.Length != numel() * element_size())
                    throw new ArgumentException($"Expected {numel() * element_size()} bytes, found {value.Length}.");
                value.CopyTo(bytes);
                GC.KeepAlive(this);
            }
        }

        public TensorAccessor<T> data<T>()
            where T : unmanaged => new(this);

        /// <summary>The value of a tensor with one element, which must be of this very type.</summary>
        public unsafe T item<T>()
            where T : unmanaged
        {
            if (numel() != 1)
                throw new ArgumentException($"Expected one element, found {numel()} of shape [{string.Join(", ", shape)}].");
            if (TypeOf<T>() != dtype)
                throw new ArgumentException($"Expected elements of type {TypeOf<T>()}, found a tensor of {dtype}: convert it first.");
            var value = *(T*)Native.rr_data(Handle);
            GC.KeepAlive(this);
            return value;
        }

        internal static unsafe Tensor FromSpan<T>(ReadOnlySpan<T> values, ReadOnlySpan<long> shape)
            where T : unmanaged
        {
            long expected = 1;
            foreach (long size in shape)
                expected *= size;
            if (expected != values.Length)
                throw new ArgumentException($"Expected {expected} elements for shape [{string.Join(", ", shape.ToArray())}], "
                    + $"found {values.Length}.");
            var tensor = Aten.Call("empty.memory_format", shape.ToArray(), TypeOf<T>());
            MemoryMarshal.AsBytes(values).CopyTo(new((void*)Native.rr_data(tensor.Handle), values.Length * sizeof(T)));
            GC.KeepAlive(tensor);
            return tensor;
        }
    }
}
