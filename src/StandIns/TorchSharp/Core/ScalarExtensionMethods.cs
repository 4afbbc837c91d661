using TorchSharp.Interop;

namespace TorchSharp;

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => value;

    public static Scalar ToScalar(this sbyte value) => value;

    public static Scalar ToScalar(this short value) => value;

    public static Scalar ToScalar(this int value) => value;

    public static Scalar ToScalar(this long value) => value;

    public static Scalar ToScalar(this float value) => value;

    public static Scalar ToScalar(this double value) => value;

    public static Scalar ToScalar(this bool value) => value;

    public static float ToSingle(this Scalar value) => (float)value.ToDouble();

    public static double ToDouble(this Scalar value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Kind == Kind.Double ? BitConverter.Int64BitsToDouble(value.Bits) : value.Bits;
    }

    public static long ToInt64(this Scalar value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Kind == Kind.Double ? checked((long)BitConverter.Int64BitsToDouble(value.Bits)) : value.Bits;
    }

    public static int ToInt32(this Scalar value) => checked((int)value.ToInt64());

    public static bool ToBoolean(this Scalar value) => value.ToDouble() != 0;
}
