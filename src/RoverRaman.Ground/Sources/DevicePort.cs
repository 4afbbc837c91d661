using System.Runtime.InteropServices;

namespace RoverRaman.Ground;

/// <summary>A serial device, a pty or a FIFO: bytes both ways, with waits that can be cancelled.</summary>
sealed class DevicePort : IDisposable
{
    // How soon a stop is noticed.
    const int PollMilliseconds = 100;

    readonly int _descriptor;
    bool _disposed;

    /// <summary>Opens the device; a terminal is set to raw mode, at <paramref name="baud"/> bit/s where given.</summary>
    /// <exception cref="DownlinkException">It cannot be opened, or does not know the rate.</exception>
    public DevicePort(string path, int? baud, bool canWrite = false)
    {
        _descriptor = Libc.Open(path, (canWrite ? Libc.ReadWrite : Libc.ReadOnly) | Libc.NoControllingTerminal | Libc.NonBlocking | Libc.CloseOnExec);
        if (_descriptor < 0)
            throw new DownlinkException($"Expected to open '{path}', found: {Marshal.GetLastPInvokeErrorMessage()}; is it plugged in, and are you in its group (often dialout)?");
        if (Libc.SetRaw(_descriptor, baud))
            return;
        Dispose();
        throw new DownlinkException($"Expected a serial device at '{path}' that can do {baud} bit/s, found: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    /// <summary>Waits for bytes; 0 at the end of the line.</summary>
    public int Read(Span<byte> buffer, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!Wait(Libc.PollIn))
                continue;
            int received = (int)Libc.Read(_descriptor, buffer, buffer.Length);
            if (received >= 0)
                return received;
            // A pty whose other side closed answers with an I/O error.
            if (Marshal.GetLastPInvokeError() is not (Libc.Again or Libc.Interrupted))
                return 0;
        }
    }

    /// <summary>Writes all bytes; false where the line is lost or takes none in time.</summary>
    public bool TryWrite(ReadOnlySpan<byte> bytes, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty)
        {
            if (cancellation.IsCancellationRequested || !Wait(Libc.PollOut))
                return false;
            int written = (int)Libc.Write(_descriptor, bytes, bytes.Length);
            if (written >= 0)
                bytes = bytes[written..];
            else if (Marshal.GetLastPInvokeError() is not (Libc.Again or Libc.Interrupted))
                return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _ = Libc.Close(_descriptor);
    }

    bool Wait(short events)
    {
        var request = new Libc.PollRequest { Descriptor = _descriptor, Events = events };
        return Libc.Poll(ref request, 1, PollMilliseconds) > 0;
    }
}
