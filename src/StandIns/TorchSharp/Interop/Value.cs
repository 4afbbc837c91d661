using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>One argument or result of an operator, as native/shim.h lays it out.</summary>
[StructLayout(LayoutKind.Sequential)]
readonly struct Value(Kind kind, int count, long bits)
{
    public readonly Kind Kind = kind;
    public readonly int Count = count;
    public readonly long Bits = bits;

    public double Real => BitConverter.Int64BitsToDouble(Bits);
}

enum Kind
{
    None,
    Tensor,
    Int,
    Double,
    Bool,
    IntList,
    DoubleList,
    TensorList,
    OptionalTensorList,
    String,
    Generator,
}
