using System.Runtime.CompilerServices;

namespace RoverRaman.Ground;

/// <summary>COBS frames from a serial device, a pty or a FIFO. Ends when the line is hung up.</summary>
public sealed class DeviceSource : IDownlinkSource
{
    readonly LinkFrames _frames;
    readonly DevicePort _port;

    /// <summary>Opens the device; a terminal is set to raw mode, at <paramref name="baud"/> bit/s where given.</summary>
    /// <exception cref="DownlinkException">It cannot be opened, or does not know the rate.</exception>
    public DeviceSource(string path, int? baud, DownlinkCounters counters) =>
        (Name, _frames, _port) = (path, new LinkFrames(counters), new DevicePort(path, baud));

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        byte[] buffer = new byte[4096];
        int received;
        while ((received = await Task.Run(() => _port.Read(buffer, cancellation), cancellation)) > 0)
            for (var rest = buffer.AsMemory(0, received); _frames.TryRead(ref rest, out var message);)
                yield return message;
        _frames.Cut();
    }

    /// <inheritdoc/>
    public void Dispose() => _port.Dispose();
}
