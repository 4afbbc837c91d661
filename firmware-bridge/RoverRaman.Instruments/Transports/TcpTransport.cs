using System.Net.Sockets;

namespace RoverRaman.Instruments.Transports;

/// <summary>A TCP connection to an instrument or to a serial-to-network converter in raw mode.</summary>
public sealed class TcpTransport : IByteTransport
{
    // Socket.Poll cannot be cancelled; short turns keep a cancelled wait short.
    static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(20);
    readonly Socket _socket;

    /// <summary>Takes over a connected socket.</summary>
    /// <param name="connected">The socket.</param>
    /// <param name="name">What to call it, or null for the other end's address.</param>
    public TcpTransport(Socket connected, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(connected);
        _socket = connected;
        _socket.Blocking = false;
        _socket.NoDelay = true;
        Name = name ?? $"tcp://{_socket.RemoteEndPoint}";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Connects to <paramref name="host"/>:<paramref name="port"/>.</summary>
    /// <exception cref="TransportLostException">Nobody answers there.</exception>
    public static TcpTransport Connect(string host, int port, TimeSpan timeout, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            socket.ConnectAsync(host, port, limit.Token).AsTask().GetAwaiter().GetResult();
            return new TcpTransport(socket, $"tcp://{host}:{port}");
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            cancellation.ThrowIfCancellationRequested();
            var why = error is SocketException ? error.Message : $"no answer in {timeout.TotalSeconds:0.#} s";
            throw new TransportLostException($"Expected an instrument at tcp://{host}:{port}: {why}. Is it on, and is the port right?", error);
        }
    }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan timeout, CancellationToken cancellation)
    {
        var deadline = Deadline.After(timeout);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = _socket.Receive(buffer, SocketFlags.None, out var error);
            if (error == SocketError.Success)
                return count > 0 ? count : throw Lost("the other end closed it");
            if (error is not (SocketError.WouldBlock or SocketError.Interrupted))
                throw Lost(error.ToString());
            if (deadline.Passed)
                return 0;
            Wait(SelectMode.SelectRead, deadline);
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes, TimeSpan timeout, CancellationToken cancellation)
    {
        var deadline = Deadline.After(timeout);
        for (var sent = 0; sent < bytes.Length;)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = _socket.Send(bytes[sent..], SocketFlags.None, out var error);
            if (error == SocketError.Success)
            {
                sent += count;
                continue;
            }
            if (error is not (SocketError.WouldBlock or SocketError.Interrupted))
                throw Lost(error.ToString());
            if (deadline.Passed)
                throw new TimeoutException($"{Name} took {sent} of {bytes.Length} bytes in {timeout.TotalMilliseconds:0} ms.");
            Wait(SelectMode.SelectWrite, deadline);
        }
    }

    /// <inheritdoc/>
    public int DiscardInput()
    {
        Span<byte> scratch = stackalloc byte[512];
        var total = 0;
        while (_socket.Receive(scratch, SocketFlags.None, out var error) is var count && error == SocketError.Success && count > 0)
            total += count;
        return total;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    void Wait(SelectMode mode, Deadline deadline)
    {
        var left = deadline.Left;
        _socket.Poll(left >= TimeSpan.Zero && left < Turn ? left : Turn, mode);
    }

    TransportLostException Lost(string why) => new($"The connection {Name} is gone: {why}.");
}
