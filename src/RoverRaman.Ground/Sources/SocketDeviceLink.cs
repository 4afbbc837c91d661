using System.Diagnostics;
using System.Net.Sockets;
using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>A conversation over the daemon's Unix stream socket, which loses nothing.</summary>
public sealed class SocketDeviceLink : DeviceLink
{
    readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    readonly StreamFrameReader _frames = new();
    readonly byte[] _bytes = new byte[16_384];
    ReadOnlyMemory<byte> _rest;

    /// <summary>Connects.</summary>
    /// <param name="path">The socket.</param>
    /// <param name="patience">Longest wait for an answer.</param>
    /// <exception cref="DownlinkException">Nobody listens there.</exception>
    public SocketDeviceLink(string path, TimeSpan patience) : base(path, patience, (uint)Environment.ProcessId << 8)
    {
        try
        {
            _socket.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            _socket.Dispose();
            throw new DownlinkException($"Expected a daemon that listens on '{path}', found: {e.Message}; is it running, and may you write to its socket?", e);
        }
    }

    /// <inheritdoc/>
    protected override void Send(ReadOnlyMemory<byte> message)
    {
        var frame = new FixedBufferWriter(message.Length + StreamFrame.HeaderSize + 16);
        StreamFrame.Write(frame, message.Span);
        try
        {
            for (var rest = frame.Written; rest.Length > 0;)
                rest = rest[_socket.Send(rest.Span)..];
        }
        catch (SocketException e)
        {
            throw Gone(e);
        }
    }

    /// <inheritdoc/>
    protected override ReadOnlyMemory<byte>? Next(TimeSpan limit)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var input = _rest.Span;
            var complete = _frames.TryRead(ref input, out var message);
            _rest = _rest[^input.Length..];
            if (complete)
                return message.ToArray();
            var left = limit - waited.Elapsed;
            if (left <= TimeSpan.Zero || !_socket.Poll(left, SelectMode.SelectRead))
                return null;
            try
            {
                var count = _socket.Receive(_bytes);
                _rest = count > 0 ? _bytes.AsMemory(0, count) : throw Gone(null);
            }
            catch (SocketException e)
            {
                throw Gone(e);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _socket.Dispose();

    DownlinkException Gone(Exception? e) => new($"Expected the daemon at '{Name}' to answer, but it closed the connection{(e is null ? "" : $": {e.Message}")}; see its log.", e);
}
