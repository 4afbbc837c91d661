using System.Diagnostics;
using System.Net.Sockets;
using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>A conversation with a daemon over its socket: commands out, answers in, with what it publishes in between.</summary>
public sealed class DeviceLink : IDisposable
{
    readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    readonly StreamFrameReader _frames = new();
    readonly byte[] _bytes = new byte[16_384];
    readonly string _path;
    readonly TimeSpan _patience;
    ReadOnlyMemory<byte> _rest;
    uint _lastCommand = (uint)Environment.ProcessId << 8;

    /// <summary>Connects.</summary>
    /// <param name="path">The socket.</param>
    /// <param name="patience">Longest wait for an answer.</param>
    /// <exception cref="DownlinkException">Nobody listens there.</exception>
    public DeviceLink(string path, TimeSpan patience)
    {
        (_path, _patience) = (path, patience);
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

    /// <summary>A number for the next command.</summary>
    public uint NextCommand() => ++_lastCommand;

    /// <summary>Sends one message.</summary>
    /// <param name="write">Writes it.</param>
    /// <param name="size">Room for it, bytes.</param>
    /// <exception cref="DownlinkException">The daemon has gone.</exception>
    public void Send(Action<FixedBufferWriter> write, int size = 256)
    {
        var message = new FixedBufferWriter(size + 16);
        write(message);
        var frame = new FixedBufferWriter(message.Count + StreamFrame.HeaderSize + 16);
        StreamFrame.Write(frame, message.Written.Span);
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

    /// <summary>The next message for which <paramref name="pick"/> gives something; others are passed over.</summary>
    /// <exception cref="DownlinkException">It did not come in time, or the daemon has gone.</exception>
    public T Await<T>(string what, Func<MessageKind, ReadOnlyMemory<byte>, T?> pick) where T : class
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var message = Next(_patience - waited.Elapsed)
                ?? throw new DownlinkException($"Expected {what} from the daemon at '{_path}' within {_patience.TotalSeconds:0} s, found none; is it an older daemon, or are heads not configured there?");
            if (WireMessage.KindOf(message.Span) is { } kind && pick(kind, message) is { } found)
                return found;
        }
    }

    /// <summary>The reply to a command; <paramref name="onOther"/> is shown what comes before it.</summary>
    /// <exception cref="DownlinkException">It did not come in time, or the daemon has gone.</exception>
    public CommandReply AwaitReply(uint commandId, Action<MessageKind, ReadOnlyMemory<byte>>? onOther = null) => Await("a reply", (kind, message) =>
    {
        if (kind == MessageKind.CommandReply && CommandCodec.ReadReply(message) is var reply && (reply.CommandId == commandId || reply.CommandId == 0))
            return reply;
        onOther?.Invoke(kind, message);
        return null;
    });

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    ReadOnlyMemory<byte>? Next(TimeSpan patience)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var input = _rest.Span;
            var complete = _frames.TryRead(ref input, out var message);
            _rest = _rest[^input.Length..];
            if (complete)
                return message.ToArray();
            var left = patience - waited.Elapsed;
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

    DownlinkException Gone(Exception? e) => new($"Expected the daemon at '{_path}' to answer, but it closed the connection{(e is null ? "" : $": {e.Message}")}; see its log.", e);
}
