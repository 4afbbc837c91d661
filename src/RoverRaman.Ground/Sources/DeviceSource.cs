using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RoverRaman.Ground;

/// <summary>COBS frames from a serial device, a pty or a FIFO. Ends when the line is hung up.</summary>
public sealed class DeviceSource : IDownlinkSource
{
    // How soon a stop is noticed.
    const int PollMilliseconds = 100;

    readonly LinkFrames _frames;
    readonly int _descriptor;
    bool _disposed;

    /// <summary>Opens the device; a terminal is set to raw mode, at <paramref name="baud"/> bit/s where given.</summary>
    /// <exception cref="DownlinkException">It cannot be opened, or does not know the rate.</exception>
    public DeviceSource(string path, int? baud, DownlinkCounters counters)
    {
        Name = path;
        _frames = new LinkFrames(counters);
        _descriptor = Libc.Open(path, Libc.ReadOnly | Libc.NoControllingTerminal | Libc.NonBlocking | Libc.CloseOnExec);
        if (_descriptor < 0)
            throw new DownlinkException($"Expected to open '{path}', found: {Marshal.GetLastPInvokeErrorMessage()}; is it plugged in, and are you in its group (often dialout)?");
        if (Libc.SetRaw(_descriptor, baud))
            return;
        Dispose();
        throw new DownlinkException($"Expected a serial device at '{path}' that can do {baud} bit/s, found: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        byte[] buffer = new byte[4096];
        int received;
        while ((received = await Task.Run(() => Receive(buffer, cancellation), cancellation)) > 0)
            for (var rest = buffer.AsMemory(0, received); _frames.TryRead(ref rest, out var message);)
                yield return message;
        _frames.Cut();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _ = Libc.Close(_descriptor);
    }

    // Number of bytes read; 0 at the end of the line.
    int Receive(byte[] buffer, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var request = new Libc.PollRequest { Descriptor = _descriptor, Events = Libc.PollIn };
            if (Libc.Poll(ref request, 1, PollMilliseconds) <= 0)
                continue;
            int received = (int)Libc.Read(_descriptor, buffer, buffer.Length);
            if (received >= 0)
                return received;
            // A pty whose other side closed answers with an I/O error.
            if (Marshal.GetLastPInvokeError() is not (Libc.Again or Libc.Interrupted))
                return 0;
        }
    }
}
