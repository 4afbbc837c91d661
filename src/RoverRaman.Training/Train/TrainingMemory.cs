using System.Runtime.InteropServices;

namespace RoverRaman.Training.Train;

/// <summary>
/// How the C library keeps the memory of tensors. Every step asks for the same megabytes again; glibc gives large blocks back to the kernel each
/// time, and the page faults of getting them anew cost a tenth to a quarter of a training step in a virtual machine. A thread that got a heap of its
/// own before keeps it, and that heap passes blocks beyond 32 MB (the dense layer's gradient in the paper's network) through all the same, which costs
/// most of a step: artifacts/roverraman therefore starts with MALLOC_ARENA_MAX=1.
/// </summary>
static partial class TrainingMemory
{
    // malloc.h of glibc.
    const int TrimThreshold = -1, TopPad = -2, MostMappedBlocks = -4, MostArenas = -8;

    /// <summary>Freed blocks stay with the process from now on, in one heap, whichever thread trains. Without effect where the C library is not glibc.</summary>
    public static void Keep()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = Set(TrimThreshold, int.MaxValue);
            _ = Set(MostMappedBlocks, 0);
            _ = Set(TopPad, 64 << 20);
            _ = Set(MostArenas, 1);
        }
        catch (EntryPointNotFoundException)
        {
            // musl has no such knob.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int Set(int parameter, int value);
}
