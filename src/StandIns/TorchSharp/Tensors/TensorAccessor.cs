using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor, in row order whatever its strides are. It keeps the tensor alive, not undisposed.</summary>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    readonly torch.Tensor _tensor;
    readonly long[] _shape;
    readonly long[] _strides;

    internal TensorAccessor(torch.Tensor tensor)
    {
        if (torch.TypeOf<T>() != tensor.dtype)
            throw new ArgumentException($"Expected elements of type {torch.TypeOf<T>()}, found a tensor of {tensor.dtype}: "
                + "convert it first.");
        _tensor = tensor;
        _shape = tensor.shape;
        _strides = tensor.stride();
        Count = tensor.numel();
    }

    public long Count { get; }

    bool IsSpanContiguous => _tensor.is_contiguous();

    public unsafe T this[params long[] indices]
    {
        get
        {
            var value = First()[Offset(indices)];
            GC.KeepAlive(_tensor);
            return value;
        }

        set
        {
            First()[Offset(indices)] = value;
            GC.KeepAlive(_tensor);
        }
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array);
        return array;
    }

    public unsafe void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (array.Length - arrayIndex < Count - tensorIndex)
            throw new ArgumentException($"Expected room for {Count - tensorIndex} elements, found {array.Length - arrayIndex}.");
        if (IsSpanContiguous)
            new ReadOnlySpan<T>(First() + tensorIndex, checked((int)(Count - tensorIndex))).CopyTo(array.AsSpan(arrayIndex));
        else
            CopyStrided(array.AsSpan(arrayIndex), tensorIndex);
        GC.KeepAlive(_tensor);
    }

    public unsafe void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var first = First();
        for (int i = arrayIndex; i < array.Length && tensorIndex < Count; i++, tensorIndex++)
            first[OffsetOf(tensorIndex)] = array[i];
        GC.KeepAlive(_tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++)
            yield return At(i);
    }

    public void Dispose()
    {
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    unsafe T* First() => (T*)Interop.Native.rr_data(_tensor.Handle);

    unsafe T At(long index)
    {
        var value = First()[OffsetOf(index)];
        GC.KeepAlive(_tensor);
        return value;
    }

    unsafe void CopyStrided(Span<T> target, long tensorIndex)
    {
        var first = First();
        for (long i = tensorIndex; i < Count; i++)
            target[(int)(i - tensorIndex)] = first[OffsetOf(i)];
    }

    long OffsetOf(long index)
    {
        long offset = 0;
        for (int d = _shape.Length - 1; d >= 0; d--)
        {
            offset += index % _shape[d] * _strides[d];
            index /= _shape[d];
        }
        return offset;
    }

    long Offset(long[] indices)
    {
        // One number addresses the elements in row order, as TorchSharp has it.
        if (indices.Length == 1)
            return (ulong)indices[0] < (ulong)Count ? OffsetOf(indices[0]) : throw OutOfRange(0);
        if (indices.Length != _shape.Length)
            throw new ArgumentException($"Expected {_shape.Length} indices, found {indices.Length}.");
        long offset = 0;
        for (int d = 0; d < indices.Length; d++)
            offset += (ulong)indices[d] < (ulong)_shape[d] ? indices[d] * _strides[d] : throw OutOfRange(d);
        return offset;
    }

    [SuppressMessage("Usage", "CA2201", Justification = "The type that TorchSharp throws.")]
    IndexOutOfRangeException OutOfRange(int dimension) =>
        new($"Expected indices inside [{string.Join(", ", _shape)}], found one outside in dimension {dimension}.");
}
