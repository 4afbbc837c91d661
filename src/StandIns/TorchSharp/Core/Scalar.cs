using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>A number given to an operator: an integer, a real or a truth value.</summary>
public sealed class Scalar : IDisposable
{
    Scalar(Kind kind, long bits)
    {
        Kind = kind;
        Bits = bits;
    }

    internal Kind Kind { get; }

    internal long Bits { get; }

    public static implicit operator Scalar(byte value) => new(Kind.Int, value);

    public static implicit operator Scalar(sbyte value) => new(Kind.Int, value);

    public static implicit operator Scalar(short value) => new(Kind.Int, value);

    public static implicit operator Scalar(int value) => new(Kind.Int, value);

    public static implicit operator Scalar(long value) => new(Kind.Int, value);

    public static implicit operator Scalar(float value) => new(Kind.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Scalar(double value) => new(Kind.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Scalar(bool value) => new(Kind.Bool, value ? 1 : 0);

    /// <summary>Nothing to free here; official scalars are native objects.</summary>
    public void Dispose()
    {
    }
}
