using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RoverRaman.Instruments.Transports;

/// <summary>
/// The calls and constants of Linux that serial lines need. Values are those of asm-generic, which x64 and arm64 share
/// (linux/asm-generic/termbits.h, ioctls.h, fcntl.h, poll.h).
/// </summary>
static unsafe partial class LibC
{
    public const int OpenReadWrite = 0x2, OpenNoControllingTty = 0x100, OpenNonBlocking = 0x800, OpenCloseOnExec = 0x80000;
    public const int Interrupted = 4, InputOutputError = 5, NoSuchDeviceOrAddress = 6, TryAgain = 11, AccessDenied = 13, Busy = 16,
        NoSuchDevice = 19, NoSuchEntry = 2, NotATty = 25;
    public const short PollIn = 0x1, PollOut = 0x4, PollError = 0x8, PollHangUp = 0x10, PollInvalid = 0x20;
    public const short PollGone = PollError | PollHangUp | PollInvalid;
    public const int EventFdCloseOnExec = 0x80000, EventFdNonBlocking = 0x800;

    public const uint GetTermios2 = 0x802C542A, SetTermios2 = 0x402C542B, Flush = 0x540B, SetExclusive = 0x540C, ClearExclusive = 0x540D,
        GetInterruptCount = 0x545D, GetSerial = 0x541E, SetSerial = 0x541F;
    public const int SerialLowLatency = 0x2000;

    [StructLayout(LayoutKind.Sequential)]
    public struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(SafeFileHandle descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(SafeFileHandle descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFd(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int IoControl(SafeFileHandle descriptor, nuint request, void* argument);

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    public static partial int OpenPty(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    public static partial int GrantPty(SafeFileHandle master);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    public static partial int UnlockPty(SafeFileHandle master);

    [LibraryImport("libc", EntryPoint = "ptsname_r")]
    public static partial int PtyName(SafeFileHandle master, byte* name, nuint length);

    public static string Describe(int error) => $"{Marshal.GetPInvokeErrorMessage(error)} (errno {error})";
}
