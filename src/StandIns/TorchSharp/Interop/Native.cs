using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The functions of native/shim.cpp.</summary>
static unsafe partial class Native
{
    const string Library = "RoverRamanTorch";

    static Native()
    {
        // Between two parallel regions OpenMP's threads spin, and so take the cores from OpenBLAS's own threads and from other programs;
        // asleep they wake in microseconds. libgomp reads this once, when libtorch loads it.
        _ = setenv("OMP_WAIT_POLICY", "passive", 0);
        // libtorch counts physical cores; on a machine with two threads per core it would leave half of them idle.
        if (Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null)
            _ = rr_set_threads(Environment.ProcessorCount);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);

    [LibraryImport(Library)]
    public static partial byte* rr_last_error();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint rr_operator(string name, string overload);

    [LibraryImport(Library)]
    public static partial int rr_call(nint op, Value* arguments, int count, out Value* results);

    [LibraryImport(Library)]
    public static partial void rr_release(nint tensor);

    [LibraryImport(Library)]
    public static partial nint rr_alias(nint tensor);

    [LibraryImport(Library)]
    public static partial long rr_dim(nint tensor);

    [LibraryImport(Library)]
    public static partial void rr_sizes(nint tensor, long* sizes);

    [LibraryImport(Library)]
    public static partial void rr_strides(nint tensor, long* strides);

    [LibraryImport(Library)]
    public static partial int rr_is_contiguous(nint tensor);

    [LibraryImport(Library)]
    public static partial int rr_dtype(nint tensor);

    [LibraryImport(Library)]
    public static partial nint rr_data(nint tensor);

    [LibraryImport(Library)]
    public static partial int rr_requires_grad(nint tensor);

    [LibraryImport(Library)]
    public static partial int rr_set_requires_grad(nint tensor, int value);

    [LibraryImport(Library)]
    public static partial int rr_is_leaf(nint tensor);

    [LibraryImport(Library)]
    public static partial nint rr_grad(nint tensor);

    [LibraryImport(Library)]
    public static partial int rr_set_grad(nint tensor, nint gradient);

    [LibraryImport(Library)]
    public static partial int rr_backward(nint root, nint gradient, int retainGraph, int createGraph);

    [LibraryImport(Library)]
    public static partial int rr_gradients(nint* outputs, int outputCount, nint* inputs, int inputCount, nint* weights, int weightCount,
        int retainGraph, int createGraph, int allowUnused, out Value* results);

    [LibraryImport(Library)]
    public static partial int rr_grad_enabled();

    [LibraryImport(Library)]
    public static partial void rr_set_grad_enabled(int value);

    [LibraryImport(Library)]
    public static partial int rr_threads();

    [LibraryImport(Library)]
    public static partial int rr_set_threads(int count);

    [LibraryImport(Library)]
    public static partial void rr_manual_seed(ulong seed);

    [LibraryImport(Library)]
    public static partial nint rr_generator(ulong seed);

    [LibraryImport(Library)]
    public static partial nint rr_default_generator();

    [LibraryImport(Library)]
    public static partial void rr_generator_release(nint generator);

    [LibraryImport(Library)]
    public static partial void rr_generator_seed(nint generator, ulong seed);

    [LibraryImport(Library)]
    public static partial ulong rr_generator_current_seed(nint generator);

    [LibraryImport(Library)]
    public static partial nint rr_generator_state(nint generator);

    [LibraryImport(Library)]
    public static partial int rr_generator_set_state(nint generator, nint state);

    /// <summary>TorchSharp surfaces libtorch's errors as <see cref="ExternalException"/> with the C++ message.</summary>
    [SuppressMessage("Usage", "CA2201", Justification = "The type that callers written for TorchSharp catch.")]
    public static ExternalException LastError() => new(Marshal.PtrToStringUTF8((nint)rr_last_error()));

    public static void Check(int status)
    {
        if (status < 0)
            throw LastError();
    }
}
