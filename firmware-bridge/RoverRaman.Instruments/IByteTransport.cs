namespace RoverRaman.Instruments;

/// <summary>
/// A two-way stream of bytes to an instrument: tty, pty or TCP. Calls block, always with a time limit and a way to cancel, so that
/// no thread is ever stuck. One reader and one writer at a time.
/// </summary>
public interface IByteTransport : IDisposable
{
    /// <summary>Where it leads, for people: /dev/ttyTHS1@115200, tcp://host:port.</summary>
    string Name { get; }

    /// <summary>Waits for bytes. Returns how many were read (at least 1), or 0 when <paramref name="timeout"/> has passed.</summary>
    /// <exception cref="TransportLostException">The line is gone (hang-up, unplugged, closed by the other end).</exception>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    int Read(Span<byte> buffer, TimeSpan timeout, CancellationToken cancellation);

    /// <summary>Writes all bytes.</summary>
    /// <exception cref="TransportLostException">The line is gone.</exception>
    /// <exception cref="TimeoutException">The other end did not take them in time.</exception>
    void Write(ReadOnlySpan<byte> bytes, TimeSpan timeout, CancellationToken cancellation);

    /// <summary>Throws away what has arrived and was not read; returns how many bytes.</summary>
    int DiscardInput();
}
