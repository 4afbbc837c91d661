using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RoverRaman.Instruments.Transports;

/// <summary>
/// A non-blocking descriptor with a waiter for its reader and one for its writer. Mechanism only: what an error means is for
/// the transport that owns it.
/// </summary>
sealed unsafe class PolledDescriptor(SafeFileHandle handle) : IDisposable
{
    readonly Waiter _reading = new();
    readonly Waiter _writing = new();

    public SafeFileHandle Handle { get; } = handle;

    /// <summary>Reads what is there: number of bytes (0 = end of file), or a negative errno.</summary>
    public int Read(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
            return Result(LibC.Read(Handle, start, (nuint)buffer.Length));
    }

    /// <summary>Writes what fits: number of bytes, or a negative errno.</summary>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
            return Result(LibC.Write(Handle, start, (nuint)bytes.Length));
    }

    /// <summary>Waits until there is something to read; poll's events, or 0 at the deadline.</summary>
    public short WaitReadable(Deadline deadline, CancellationToken cancellation) => _reading.Wait(Handle, LibC.PollIn, deadline, cancellation);

    /// <summary>Waits until there is room to write; poll's events, or 0 at the deadline.</summary>
    public short WaitWritable(Deadline deadline, CancellationToken cancellation) => _writing.Wait(Handle, LibC.PollOut, deadline, cancellation);

    /// <summary>Waits for time to pass on the reader's side, whatever the descriptor does.</summary>
    public void Pause(Deadline deadline, CancellationToken cancellation) => _reading.Wait(null, 0, deadline, cancellation);

    /// <summary>Reads and throws away what is there; number of bytes.</summary>
    public int Discard()
    {
        Span<byte> scratch = stackalloc byte[512];
        var total = 0;
        for (int count; (count = Read(scratch)) > 0;)
            total += count;
        return total;
    }

    /// <summary>Wakes waiting threads and closes. The descriptor itself is released when the last call on it has returned.</summary>
    public void Dispose()
    {
        _reading.Dispose();
        _writing.Dispose();
        Handle.Dispose();
    }

    static int Result(nint returned) => returned >= 0 ? (int)returned : -Marshal.GetLastPInvokeError();
}
