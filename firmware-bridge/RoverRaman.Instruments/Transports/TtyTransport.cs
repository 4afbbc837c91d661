using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RoverRaman.Instruments.Transports;

/// <summary>
/// A Linux tty (UART, USB serial adapter, or the far side of a pty), raw 8-N-1. Own system calls instead of System.IO.Ports,
/// which does not notice an unplugged adapter (dotnet/runtime 121627), refuses unusual rates (64507) and cannot keep DTR
/// up over a close (97741).
/// </summary>
public sealed unsafe class TtyTransport : ISerialLine
{
    const int FlushBoth = 2;
    readonly PolledDescriptor _line;
    readonly string _path;
    readonly bool _exclusive;

    TtyTransport(string path, PolledDescriptor line, int baud)
    {
        _path = path;
        _line = line;
        Baud = baud;
        // A pty keeps the exclusive mark when its user dies, as long as the master lives; a real tty forgets it at the last close.
        _exclusive = !ResolveLink(path).StartsWith("/dev/pts/", StringComparison.Ordinal)
            && LibC.IoControl(line.Handle, LibC.SetExclusive, null) == 0;
    }

    /// <inheritdoc/>
    public string Name => $"{_path}@{Baud}";

    /// <inheritdoc/>
    public int Baud { get; private set; }

    /// <summary>Opens <paramref name="path"/> (a symbolic link such as /dev/serial/by-id/... is fine) at <paramref name="baud"/>.</summary>
    /// <exception cref="TransportLostException">It is not there, not a tty, busy, or not permitted.</exception>
    public static TtyTransport Open(string path, int baud = 9600)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(baud);
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException($"Expected Linux to open {path}; elsewhere build with OfficialPackages=true, which offers SerialPortTransport.");

        var descriptor = LibC.Open(path, LibC.OpenReadWrite | LibC.OpenNoControllingTty | LibC.OpenNonBlocking | LibC.OpenCloseOnExec, 0);
        if (descriptor < 0)
            throw CannotOpen(path, Marshal.GetLastPInvokeError());
        var line = new PolledDescriptor(new SafeFileHandle(descriptor, ownsHandle: true));
        try
        {
            Configure(line.Handle, path, baud);
            LowerLatency(path);
            LowerLatency(line.Handle);
            return new TtyTransport(path, line, baud);
        }
        catch
        {
            line.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan timeout, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var deadline = Deadline.After(timeout);
        while (true)
        {
            var count = _line.Read(buffer);
            if (count > 0)
                return count;
            if (count == 0)
                throw Lost("hung up");
            if (count is not (-LibC.TryAgain or -LibC.Interrupted))
                throw Lost(LibC.Describe(-count));

            var events = _line.WaitReadable(deadline, cancellation);
            if (events == 0)
                return 0;
            if ((events & LibC.PollIn) == 0)
                throw Lost("hung up");
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes, TimeSpan timeout, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var deadline = Deadline.After(timeout);
        for (var sent = 0; sent < bytes.Length;)
        {
            var count = _line.Write(bytes[sent..]);
            if (count >= 0)
            {
                sent += count;
                continue;
            }
            if (count is not (-LibC.TryAgain or -LibC.Interrupted))
                throw Lost(LibC.Describe(-count));

            var events = _line.WaitWritable(deadline, cancellation);
            if (events == 0)
                throw new TimeoutException($"{Name} took {sent} of {bytes.Length} bytes in {timeout.TotalMilliseconds:0} ms.");
            if ((events & LibC.PollGone) != 0)
                throw Lost("hung up");
        }
    }

    /// <inheritdoc/>
    public int DiscardInput() => _line.Discard();

    /// <inheritdoc/>
    public void SetBaud(int baud)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(baud);
        Configure(_line.Handle, _path, baud);
        Baud = baud;
    }

    /// <summary>Line errors that the UART counted, or null where the driver keeps no counters (a pty, some USB adapters).</summary>
    public LineErrors? ReadLineErrors()
    {
        // struct serial_icounter_struct: cts dsr rng dcd rx tx frame overrun parity brk buf_overrun reserved[9]
        var counters = stackalloc int[20];
        return LibC.IoControl(_line.Handle, LibC.GetInterruptCount, counters) < 0
            ? null
            : new LineErrors(counters[6], counters[7], counters[8], counters[9], counters[10]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_exclusive && !_line.Handle.IsClosed)
            _ = LibC.IoControl(_line.Handle, LibC.ClearExclusive, null);
        _line.Dispose();
    }

    static void Configure(SafeFileHandle handle, string path, int baud)
    {
        var error = Termios2.Raw(baud).Apply(handle);
        if (error == LibC.NotATty)
            throw new TransportLostException($"Expected a serial line at {path}, found a file that is not a tty. Name a device such as /dev/ttyUSB0.");
        if (error != 0)
            throw new TransportLostException($"Expected {path} to accept 8-N-1 at {baud} baud, the driver answered: {LibC.Describe(error)}.");
        // What arrived before belongs to an earlier conversation.
        _ = LibC.IoControl(handle, LibC.Flush, (void*)FlushBoth);
    }

    // An FTDI adapter holds short packets back for 16 ms unless told otherwise. Others have no such file; without the right to
    // write it the line works, only later.
    static void LowerLatency(string path)
    {
        try
        {
            var timer = $"/sys/class/tty/{Path.GetFileName(ResolveLink(path))}/device/latency_timer";
            if (File.Exists(timer))
                File.WriteAllText(timer, "1");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    // A driver that knows the flag hands bytes on as they come, and not when its timer runs out; one that does not (a pty) answers ENOTTY.
    static void LowerLatency(SafeFileHandle handle)
    {
        // struct serial_struct of linux/serial.h: 72 bytes, flags at 16
        var settings = stackalloc int[18];
        if (LibC.IoControl(handle, LibC.GetSerial, settings) < 0)
            return;
        settings[4] |= LibC.SerialLowLatency;
        _ = LibC.IoControl(handle, LibC.SetSerial, settings);
    }

    static string ResolveLink(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (IOException)
        {
            return path;
        }
    }

    static TransportLostException CannotOpen(string path, int error) => new(error switch
    {
        LibC.NoSuchEntry => $"Expected a serial line at {path}, found nothing. Is the instrument plugged in? Stable names stand in /dev/serial/by-id.",
        LibC.AccessDenied => $"Expected to open {path}, permission was denied. Add the user to the group that owns it (ls -l {path}; often dialout).",
        LibC.Busy => $"Expected to open {path}, another program holds it (fuser {path} names it).",
        _ => $"Expected to open {path}, got: {LibC.Describe(error)}.",
    });

    TransportLostException Lost(string why) => new($"The line {Name} is gone: {why}. Close it and open it again when it is back.");
}
