using System.Text;

namespace TorchSharp.Interop;

/// <summary>A managed argument of an operator; the conversions keep calls as short as the operator's own signature.</summary>
readonly struct Arg
{
    public readonly Kind Kind;
    public readonly long Bits;
    public readonly object? Owner;

    Arg(Kind kind, long bits, object? owner = null)
    {
        Kind = kind;
        Bits = bits;
        Owner = owner;
    }

    /// <summary>An optional argument that is not given.</summary>
    public static Arg None => default;

    /// <summary>A list that may hold gaps (undefined tensors).</summary>
    public static Arg Optionals(torch.Tensor?[] tensors) => new(Kind.OptionalTensorList, 0, tensors);

    /// <summary>Words of eight bytes that the value needs beside its own slot.</summary>
    public int ScratchWords => Owner switch
    {
        Array array => array.Length,
        string text => (Encoding.UTF8.GetByteCount(text) + 7) / 8,
        _ => 0,
    };

    public static implicit operator Arg(torch.Tensor? tensor) => tensor is null ? default : new(Kind.Tensor, tensor.Handle, tensor);

    public static implicit operator Arg(torch.Tensor[] tensors) => new(Kind.TensorList, 0, tensors);

    public static implicit operator Arg(long value) => new(Kind.Int, value);

    public static implicit operator Arg(int value) => new(Kind.Int, value);

    public static implicit operator Arg(long? value) => value is { } given ? new(Kind.Int, given) : default;

    public static implicit operator Arg(double value) => new(Kind.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Arg(double? value) => value is { } given ? given : default(Arg);

    public static implicit operator Arg(bool value) => new(Kind.Bool, value ? 1 : 0);

    public static implicit operator Arg(bool? value) => value is { } given ? given : default(Arg);

    public static implicit operator Arg(long[]? values) => values is null ? default : new(Kind.IntList, 0, values);

    public static implicit operator Arg(double[]? values) => values is null ? default : new(Kind.DoubleList, 0, values);

    public static implicit operator Arg(string? text) => text is null ? default : new(Kind.String, 0, text);

    public static implicit operator Arg(torch.ScalarType type) => new(Kind.Int, (long)type);

    public static implicit operator Arg(torch.ScalarType? type) => type is { } given ? given : default(Arg);

    public static implicit operator Arg(Scalar? scalar) => scalar is null ? default : new(scalar.Kind, scalar.Bits);

    public static implicit operator Arg(torch.Generator? generator) =>
        generator is null ? default : new(Kind.Generator, generator.Handle, generator);
}
