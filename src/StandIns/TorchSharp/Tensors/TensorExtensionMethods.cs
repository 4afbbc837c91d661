using static TorchSharp.torch;

namespace TorchSharp;

public static class TensorExtensionMethods
{
    /// <summary>A tensor with the elements of an array, of as many dimensions as the array.</summary>
    public static Tensor ToTensor<T>(this T[] rawArray, long[] dimensions, bool doCopy = false, bool requires_grad = false)
        where T : unmanaged => Tensor.FromSpan<T>(rawArray, dimensions).requires_grad_(requires_grad);

    public static float ToSingle(this Tensor value) => value.Converted<float>();

    public static double ToDouble(this Tensor value) => value.Converted<double>();

    public static int ToInt32(this Tensor value) => value.Converted<int>();

    public static long ToInt64(this Tensor value) => value.Converted<long>();

    public static bool ToBoolean(this Tensor value) => value.Converted<bool>();

    static T Converted<T>(this Tensor value)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(value);
        using var scope = NewDisposeScope();
        using var copy = value.to_type(TypeOf<T>(), copy: true);
        return copy.item<T>();
    }
}
