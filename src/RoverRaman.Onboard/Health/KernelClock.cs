using System.Buffers.Binary;
using System.Runtime.InteropServices;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>How far the calendar clock can be trusted: asks the kernel (adjtimex(2)), which NTP, PTP and GPS daemons tell what they know.</summary>
public static partial class KernelClock
{
    // struct timex: u32 modes, then longs; on 64-bit Linux the status word stands at byte 40. Its size is 208; more is given.
    const int TimexSize = 256;
    const int StatusOffset = 40;
    const int TimeError = 5; // TIME_ERROR: not synchronised
    const int StatusUnsynchronised = 0x40; // STA_UNSYNC

    /// <summary>A clock that shows an earlier year was never set: no real-time clock, no network.</summary>
    const int FirstPlausibleYear = 2024;

    /// <summary>Judges the clock at a time that it showed. Allocates nothing.</summary>
    public static TimeQuality Quality(DateTimeOffset shown) =>
        shown.Year < FirstPlausibleYear ? TimeQuality.Unknown
        : IsSynchronised() ? TimeQuality.Synchronised
        : TimeQuality.FreeRunning;

    static bool IsSynchronised()
    {
        if (!OperatingSystem.IsLinux() || IntPtr.Size != 8)
            return false;
        Span<byte> timex = stackalloc byte[TimexSize];
        timex.Clear(); // modes 0: read only
        var state = AdjTimeX(ref MemoryMarshal.GetReference(timex));
        return state is >= 0 and not TimeError
            && (BinaryPrimitives.ReadInt32LittleEndian(timex[StatusOffset..]) & StatusUnsynchronised) == 0;
    }

    [LibraryImport("libc", EntryPoint = "adjtimex")]
    private static partial int AdjTimeX(ref byte timex);
}
