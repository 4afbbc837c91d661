using System.Runtime.InteropServices;

namespace RoverRaman.Ground;

// The few calls of Linux that .NET does not offer: kind of a file, raw mode of a terminal, waiting for one descriptor with a time limit.
static partial class Libc
{
    public const int ReadOnly = 0;
    public const int ReadWrite = 2;
    public const int NoControllingTerminal = 0x100;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;
    public const short PollIn = 1;
    public const short PollOut = 4;
    public const int Again = 11;
    public const int Interrupted = 4;

    // Larger than struct termios (60 bytes) and struct statx (256 bytes) on any Linux.
    const int StructRoom = 512;
    const int CurrentFolder = -100;
    const uint StatxType = 1;
    // struct statx: stx_mode, u16, follows mask, blksize, attributes (8), nlink, uid, gid (linux/stat.h).
    const int StatxModeOffset = 28;

    public static FileKind KindOf(string path)
    {
        byte[] status = new byte[StructRoom];
        if (StatX(CurrentFolder, path, 0, StatxType, status) != 0)
            return FileKind.None;
        return (BitConverter.ToUInt16(status, StatxModeOffset) & 0xF000) switch
        {
            0x8000 => FileKind.Regular,
            0xC000 => FileKind.Socket,
            0x2000 => FileKind.CharacterDevice,
            0x1000 => FileKind.Fifo,
            _ => FileKind.Other,
        };
    }

    /// <summary>Sets a terminal to pass all bytes as they are; nothing to do for what is no terminal. False where the rate is not one it can do.</summary>
    public static bool SetRaw(int descriptor, int? baud)
    {
        byte[] settings = new byte[StructRoom];
        if (GetAttributes(descriptor, settings) != 0)
            return baud is null;
        MakeRaw(settings);
        // glibc takes the rate as a number as well as by its B constant.
        return (baud is not { } rate || SetSpeed(settings, (uint)rate) == 0) && SetAttributes(descriptor, 0, settings) == 0;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, Span<byte> buffer, nint size);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, ReadOnlySpan<byte> buffer, nint size);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(ref PollRequest request, ulong count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint mask, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    private static partial int GetAttributes(int descriptor, Span<byte> settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    private static partial int SetAttributes(int descriptor, int when, Span<byte> settings);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    private static partial void MakeRaw(Span<byte> settings);

    [LibraryImport("libc", EntryPoint = "cfsetspeed", SetLastError = true)]
    private static partial int SetSpeed(Span<byte> settings, uint baud);

    // struct pollfd
    [StructLayout(LayoutKind.Sequential)]
    public struct PollRequest
    {
        public int Descriptor;
        public short Events;
        public short Found;
    }
}
