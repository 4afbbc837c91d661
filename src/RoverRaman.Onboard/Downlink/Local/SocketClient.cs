using System.Net.Sockets;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// One reader of the local socket: a bounded queue and a thread that writes, and a thread that reads its commands. A slow reader loses its
/// oldest messages; one that is gone costs nothing.
/// </summary>
sealed class SocketClient : IMessageSink, IDisposable
{
    /// <summary>Commands are small; a longer message means that the two ends are out of step.</summary>
    const int LongestCommand = 4096;

    /// <summary>Threads that offer messages: processing, supervision, acquisition, acceptance and this client's own reader.</summary>
    const int Producers = 6;

    readonly Socket _socket;
    readonly SlotRing<MessageSlot> _ring;
    readonly Action<ReadOnlyMemory<byte>, IMessageSink> _onMessage;
    readonly LatencyHistogram _latency;
    readonly Thread _writer;
    readonly Thread _reader;
    readonly FixedBufferWriter _gap = new(32);
    byte[] _frame = new byte[256];
    long _gapsTold;
    long _sent;

    public SocketClient(Socket socket, int capacity, Action<ReadOnlyMemory<byte>, IMessageSink> onMessage, LatencyHistogram latency)
    {
        _socket = socket;
        _ring = new SlotRing<MessageSlot>(capacity, () => new MessageSlot(), Producers);
        _onMessage = onMessage;
        _latency = latency;
        _writer = new Thread(Write) { IsBackground = true, Name = "client-write" };
        _reader = new Thread(Read) { IsBackground = true, Name = "client-read" };
    }

    /// <summary>Messages handed to the reader.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Messages that it missed.</summary>
    public long Dropped => _ring.Dropped;

    /// <summary>Why the connection was closed by us, where it was.</summary>
    public string? Fault { get; private set; }

    /// <summary>True when the connection is over.</summary>
    public bool IsGone { get; private set; }

    public void Start()
    {
        _writer.Start();
        _reader.Start();
    }

    /// <inheritdoc/>
    public void Offer(MessageKind kind, ReadOnlySpan<byte> payload, long arrivedAt = 0)
    {
        var slot = _ring.Rent();
        slot.Set(kind, payload, arrivedAt);
        _ring.Publish(slot);
    }

    /// <summary>What waits is still sent, for at most <paramref name="patience"/>.</summary>
    public void Close(TimeSpan patience)
    {
        _ring.Close();
        _writer.Join(patience);
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both); // wakes both threads
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException) { } // it was not connected any more
        _socket.Dispose();
    }

    void Write()
    {
        try
        {
            while (true)
            {
                if (_ring.Take(Heartbeat.LongestWait) is { } slot)
                {
                    TellGap();
                    Send(slot.Payload);
                    if (slot.ArrivedAt != 0)
                        lock (_latency)
                            _latency.RecordSince(slot.ArrivedAt);
                    _ring.Return(slot);
                }
                else if (_ring.IsClosed)
                    break;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException) { } // the reader left, which is its right
        End();
    }

    // u32 length, payload: StreamFrame
    void Send(ReadOnlySpan<byte> payload)
    {
        var length = StreamFrame.HeaderSize + payload.Length;
        if (_frame.Length < length)
            _frame = new byte[length];
        StreamFrame.WriteHeader(_frame, payload.Length);
        payload.CopyTo(_frame.AsSpan(StreamFrame.HeaderSize));
        for (var sent = 0; sent < length;)
            sent += _socket.Send(_frame.AsSpan(sent, length - sent));
        Interlocked.Increment(ref _sent);
    }

    // Before the first message after a loss: the reader need not find out by the numbers.
    void TellGap()
    {
        var dropped = _ring.Dropped;
        if (dropped == _gapsTold)
            return;
        _gap.Reset();
        TriageCodec.WriteGap(_gap, (uint)Math.Min(dropped - _gapsTold, uint.MaxValue));
        _gapsTold = dropped;
        Send(_gap.Written.Span);
    }

    void Read()
    {
        var bytes = new byte[512];
        var frames = new StreamFrameReader(LongestCommand);
        try
        {
            while (_socket.Receive(bytes) is > 0 and var count)
            {
                ReadOnlySpan<byte> input = bytes.AsSpan(0, count);
                while (frames.TryRead(ref input, out var message))
                    _onMessage(message, this);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException) { }
        catch (WireFormatException e)
        {
            Fault = e.Message;
            End();
        }
        // A reader that has no more commands still listens; whether it is gone shows when something is sent to it.
    }

    void End()
    {
        IsGone = true;
        _ring.Close();
        Dispose();
    }
}
