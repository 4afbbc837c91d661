#if OFFICIAL_PACKAGES
using System.IO.Ports;

namespace RoverRaman.Instruments.Transports;

/// <summary>System.IO.Ports behind the same contract, for rigs that do not run Linux.</summary>
public sealed class SerialPortTransport : ISerialLine
{
    // ReadTimeout applies to a whole read and cannot be cancelled; short turns keep a cancelled wait short.
    const int TurnMilliseconds = 20;
    readonly SerialPort _port;
    readonly byte[] _buffer = new byte[4096];

    /// <summary>Opens <paramref name="portName"/> (COM3), 8-N-1.</summary>
    /// <exception cref="TransportLostException">It does not open.</exception>
    public SerialPortTransport(string portName, int baud)
    {
        _port = new SerialPort(portName, baud, Parity.None, 8, StopBits.One) { ReadTimeout = TurnMilliseconds };
        try
        {
            _port.Open();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            _port.Dispose();
            throw new TransportLostException($"Expected to open {portName} at {baud} baud: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public string Name => $"{_port.PortName}@{_port.BaudRate}";

    /// <inheritdoc/>
    public int Baud => _port.BaudRate;

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan timeout, CancellationToken cancellation)
    {
        var deadline = Deadline.After(timeout);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                // Not a read with a short time-out: that takes tens of milliseconds, whatever it is set to.
                if (deadline.Passed && _port.BytesToRead == 0)
                    return 0;
                var count = _port.Read(_buffer, 0, Math.Min(buffer.Length, _buffer.Length));
                if (count == 0)
                    throw new TransportLostException($"The line {Name} is gone.");
                _buffer.AsSpan(0, count).CopyTo(buffer);
                return count;
            }
            catch (TimeoutException)
            {
            }
            catch (Exception error) when (IsLost(error))
            {
                throw Lost(error);
            }
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes, TimeSpan timeout, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            _port.WriteTimeout = Math.Max(1, (int)timeout.TotalMilliseconds);
            _port.Write(bytes.ToArray(), 0, bytes.Length);
        }
        catch (Exception error) when (IsLost(error))
        {
            throw Lost(error);
        }
    }

    /// <inheritdoc/>
    public int DiscardInput()
    {
        try
        {
            var waiting = _port.BytesToRead;
            _port.DiscardInBuffer();
            return waiting;
        }
        catch (Exception error) when (IsLost(error))
        {
            throw Lost(error);
        }
    }

    /// <inheritdoc/>
    public void SetBaud(int baud)
    {
        try
        {
            _port.BaudRate = baud;
        }
        catch (Exception error) when (IsLost(error))
        {
            throw Lost(error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _port.Dispose();

    // What SerialPort throws for a port that is closed, refused or unplugged differs from system to system.
    static bool IsLost(Exception error) =>
        error is (IOException or InvalidOperationException or UnauthorizedAccessException) and not TransportLostException;

    TransportLostException Lost(Exception error) => new($"The line {_port.PortName} is gone: {error.Message}", error);
}
#endif
