using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp.Interop;

/// <summary>
/// Calls any operator of libtorch by the name its schema gives it ("max_pool1d", "add.Tensor"). Trailing arguments that are left out
/// take the schema's defaults, so a wrapper is one line and the native side has no function per operator.
/// </summary>
static unsafe class Aten
{
    const int StackWords = 256;
    static readonly ConcurrentDictionary<string, nint> Operators = new();

    public static torch.Tensor Call(string name, params ReadOnlySpan<Arg> arguments) =>
        torch.Tensor.FromHandle((nint)Single(Invoke(name, arguments), name).Bits);

    /// <summary>An operator that works in place: its result is its first argument, which is handed back itself.</summary>
    public static torch.Tensor InPlace(torch.Tensor self, string name, params ReadOnlySpan<Arg> arguments)
    {
        Native.rr_release((nint)Single(Invoke(name, arguments), name).Bits);
        return self;
    }

    public static (torch.Tensor First, torch.Tensor Second) Call2(string name, params ReadOnlySpan<Arg> arguments)
    {
        var values = Invoke(name, arguments);
        return (torch.Tensor.FromHandle((nint)values[0].Bits), torch.Tensor.FromHandle((nint)values[1].Bits));
    }

    public static torch.Tensor[] CallList(string name, params ReadOnlySpan<Arg> arguments)
    {
        var values = Invoke(name, arguments);
        var tensors = new torch.Tensor[values.Length];
        for (int i = 0; i < tensors.Length; i++)
            tensors[i] = torch.Tensor.FromHandle((nint)values[i].Bits);
        return tensors;
    }

    /// <summary>An operator whose result is a number or a truth value.</summary>
    public static Value CallValue(string name, params ReadOnlySpan<Arg> arguments) => Single(Invoke(name, arguments), name);

    static Value Single(ReadOnlySpan<Value> values, string name) =>
        values.Length == 1 ? values[0] : throw new InvalidOperationException($"Expected one result of {name}, found {values.Length}.");

    /// <summary>The results live in the native side's thread-local storage until the thread's next call.</summary>
    static ReadOnlySpan<Value> Invoke(string name, ReadOnlySpan<Arg> arguments)
    {
        int words = 0;
        foreach (ref readonly var argument in arguments)
            words += argument.ScratchWords;
        // Lists are copied beside the arguments, so that nothing has to be pinned one by one.
        Span<long> scratch = words <= StackWords ? stackalloc long[words] : GC.AllocateUninitializedArray<long>(words, pinned: true);
        var values = stackalloc Value[arguments.Length];
        int used = 0;
        for (int i = 0; i < arguments.Length; i++)
            values[i] = Marshal(arguments[i], scratch, ref used);
        int count = Native.rr_call(Operator(name), values, arguments.Length, out var results);
        foreach (ref readonly var argument in arguments)
            GC.KeepAlive(argument.Owner);
        Native.Check(count);
        return new(results, count);
    }

    static nint Operator(string name) => Operators.TryGetValue(name, out nint known) ? known : Find(name);

    static nint Find(string name)
    {
        int dot = name.IndexOf('.');
        nint found = dot < 0
            ? Native.rr_operator("aten::" + name, "")
            : Native.rr_operator("aten::" + name[..dot], name[(dot + 1)..]);
        return found != 0 ? Operators.GetOrAdd(name, found) : throw Native.LastError();
    }

    static Value Marshal(in Arg argument, Span<long> scratch, ref int used)
    {
        if (argument.Owner is null or torch.Tensor or torch.Generator)
            return new(argument.Kind, 0, argument.Bits);
        var target = scratch[used..];
        used += argument.ScratchWords;
        return new(argument.Kind, CopyList(argument.Owner, target), (nint)Address(target));
    }

    static void* Address(Span<long> words) =>
        System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(words));

    [SuppressMessage("Style", "IDE0010", Justification = "Every kind that owns a list is here.")]
    static int CopyList(object owner, Span<long> target)
    {
        switch (owner)
        {
            case long[] integers:
                integers.CopyTo(target);
                return integers.Length;
            case double[] reals:
                reals.CopyTo(MemoryMarshal.Cast<long, double>(target));
                return reals.Length;
            case torch.Tensor?[] tensors:
                for (int i = 0; i < tensors.Length; i++)
                    target[i] = tensors[i]?.Handle ?? 0;
                return tensors.Length;
            case string text:
                return Encoding.UTF8.GetBytes(text, MemoryMarshal.AsBytes(target));
            default:
                throw new ArgumentException($"No operator takes a {owner.GetType()}.");
        }
    }
}
