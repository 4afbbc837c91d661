namespace TorchSharp;

public static partial class torch
{
    public static Tensor tensor(float scalar, Device? device = null, bool requires_grad = false) =>
        Tensor.FromSpan<float>([scalar], []).requires_grad_(requires_grad);

    public static Tensor tensor(float[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<float>(dataArray, [dataArray.LongLength]), dtype, requires_grad);

    public static Tensor tensor(float[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Finished(Tensor.FromSpan<float>(dataArray, dimensions), dtype, requires_grad);

    public static Tensor tensor(IList<float> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<float>([.. rawArray], [rawArray.Count]), dtype, requires_grad);

    public static Tensor tensor(IList<float> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Finished(Tensor.FromSpan<float>([.. rawArray], dimensions), dtype, requires_grad);

    public static Tensor tensor(IList<float> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        tensor(rawArray, [rows, columns], dtype, device, requires_grad);

    public static Tensor tensor(IList<float> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        tensor(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad);

    public static Tensor tensor(float[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<float>([.. rawArray.Cast<float>()], [rawArray.GetLength(0), rawArray.GetLength(1)]), dtype, requires_grad);

    public static Tensor tensor(float[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<float>([.. rawArray.Cast<float>()], [rawArray.GetLength(0), rawArray.GetLength(1),
            rawArray.GetLength(2)]), dtype, requires_grad);

    public static Tensor tensor(double scalar, Device? device = null, bool requires_grad = false) =>
        Tensor.FromSpan<double>([scalar], []).requires_grad_(requires_grad);

    public static Tensor tensor(double[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<double>(dataArray, [dataArray.LongLength]), dtype, requires_grad);

    public static Tensor tensor(double[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Finished(Tensor.FromSpan<double>(dataArray, dimensions), dtype, requires_grad);

    public static Tensor tensor(IList<double> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<double>([.. rawArray], [rawArray.Count]), dtype, requires_grad);

    public static Tensor tensor(IList<double> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Finished(Tensor.FromSpan<double>([.. rawArray], [rows, columns]), dtype, requires_grad);

    public static Tensor tensor(IList<double> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Finished(Tensor.FromSpan<double>([.. rawArray], [dim0, dim1, dim2]), dtype, requires_grad);

    public static Tensor tensor(double[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<double>([.. rawArray.Cast<double>()], [rawArray.GetLength(0), rawArray.GetLength(1)]), dtype,
            requires_grad);

    public static Tensor tensor(double[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<double>([.. rawArray.Cast<double>()], [rawArray.GetLength(0), rawArray.GetLength(1),
            rawArray.GetLength(2)]), dtype, requires_grad);

    public static Tensor tensor(long scalar, Device? device = null, bool requires_grad = false) =>
        Tensor.FromSpan<long>([scalar], []).requires_grad_(requires_grad);

    public static Tensor tensor(long[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<long>(dataArray, [dataArray.LongLength]), dtype, requires_grad);

    public static Tensor tensor(long[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Finished(Tensor.FromSpan<long>(dataArray, dimensions), dtype, requires_grad);

    public static Tensor tensor(IList<long> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<long>([.. rawArray], [rawArray.Count]), dtype, requires_grad);

    public static Tensor tensor(IList<long> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Finished(Tensor.FromSpan<long>([.. rawArray], dimensions), dtype, requires_grad);

    public static Tensor tensor(IList<long> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        tensor(rawArray, [rows, columns], dtype, device, requires_grad);

    public static Tensor tensor(IList<long> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        tensor(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad);

    public static Tensor tensor(long[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<long>([.. rawArray.Cast<long>()], [rawArray.GetLength(0), rawArray.GetLength(1)]), dtype, requires_grad);

    public static Tensor tensor(long[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<long>([.. rawArray.Cast<long>()], [rawArray.GetLength(0), rawArray.GetLength(1),
            rawArray.GetLength(2)]), dtype, requires_grad);

    public static Tensor tensor(int scalar, Device? device = null, bool requires_grad = false) =>
        Tensor.FromSpan<int>([scalar], []).requires_grad_(requires_grad);

    public static Tensor tensor(int[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<int>(dataArray, [dataArray.LongLength]), dtype, requires_grad);

    public static Tensor tensor(int[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Finished(Tensor.FromSpan<int>(dataArray, dimensions), dtype, requires_grad);

    public static Tensor tensor(IList<int> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<int>([.. rawArray], [rawArray.Count]), dtype, requires_grad);

    public static Tensor tensor(IList<int> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Finished(Tensor.FromSpan<int>([.. rawArray], dimensions), dtype, requires_grad);

    public static Tensor tensor(IList<int> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        tensor(rawArray, [rows, columns], dtype, device, requires_grad);

    public static Tensor tensor(IList<int> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        tensor(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad);

    public static Tensor tensor(int[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<int>([.. rawArray.Cast<int>()], [rawArray.GetLength(0), rawArray.GetLength(1)]), dtype, requires_grad);

    public static Tensor tensor(int[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<int>([.. rawArray.Cast<int>()], [rawArray.GetLength(0), rawArray.GetLength(1), rawArray.GetLength(2)]),
            dtype, requires_grad);

    public static Tensor tensor(byte scalar, Device? device = null, bool requires_grad = false) =>
        Tensor.FromSpan<byte>([scalar], []).requires_grad_(requires_grad);

    public static Tensor tensor(byte[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<byte>(dataArray, [dataArray.LongLength]), dtype, requires_grad);

    public static Tensor tensor(byte[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Finished(Tensor.FromSpan<byte>(dataArray, dimensions), dtype, requires_grad);

    public static Tensor tensor(IList<byte> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<byte>([.. rawArray], [rawArray.Count]), dtype, requires_grad);

    public static Tensor tensor(IList<byte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Finished(Tensor.FromSpan<byte>([.. rawArray], dimensions), dtype, requires_grad);

    public static Tensor tensor(IList<byte> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        tensor(rawArray, [rows, columns], dtype, device, requires_grad);

    public static Tensor tensor(IList<byte> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        tensor(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad);

    public static Tensor tensor(byte[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<byte>([.. rawArray.Cast<byte>()], [rawArray.GetLength(0), rawArray.GetLength(1)]), dtype, requires_grad);

    public static Tensor tensor(byte[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<byte>([.. rawArray.Cast<byte>()], [rawArray.GetLength(0), rawArray.GetLength(1),
            rawArray.GetLength(2)]), dtype, requires_grad);

    public static Tensor tensor(bool scalar, Device? device = null, bool requires_grad = false) =>
        Tensor.FromSpan<bool>([scalar], []).requires_grad_(requires_grad);

    public static Tensor tensor(bool[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<bool>(dataArray, [dataArray.LongLength]), dtype, requires_grad);

    public static Tensor tensor(bool[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Finished(Tensor.FromSpan<bool>(dataArray, dimensions), dtype, requires_grad);

    public static Tensor tensor(IList<bool> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<bool>([.. rawArray], [rawArray.Count]), dtype, requires_grad);

    public static Tensor tensor(IList<bool> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Finished(Tensor.FromSpan<bool>([.. rawArray], dimensions), dtype, requires_grad);

    public static Tensor tensor(IList<bool> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        tensor(rawArray, [rows, columns], dtype, device, requires_grad);

    public static Tensor tensor(IList<bool> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        tensor(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad);

    public static Tensor tensor(bool[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<bool>([.. rawArray.Cast<bool>()], [rawArray.GetLength(0), rawArray.GetLength(1)]), dtype, requires_grad);

    public static Tensor tensor(bool[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finished(Tensor.FromSpan<bool>([.. rawArray.Cast<bool>()], [rawArray.GetLength(0), rawArray.GetLength(1),
            rawArray.GetLength(2)]), dtype, requires_grad);

    public static Tensor as_tensor(IList<float> rawArray, ScalarType? dtype = null, Device? device = null) =>
        tensor(rawArray, dtype, device);

    static Tensor Finished(Tensor tensor, ScalarType? type, bool requiresGrad) =>
        (type is { } wanted && wanted != tensor.dtype ? tensor.to(wanted, disposeAfter: true) : tensor).requires_grad_(requiresGrad);
}
