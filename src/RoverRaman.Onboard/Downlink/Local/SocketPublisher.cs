using System.Net.Sockets;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// Serves decisions to programs on the same machine: a Unix stream socket with <see cref="StreamFrame"/>s. A new reader first gets the
/// latest Hello, class table, health and decision, then what comes. Readers may send commands.
/// </summary>
public sealed class SocketPublisher : IMessageSink, IDisposable
{
    /// <summary>What a late joiner is told at once, in this order.</summary>
    static readonly MessageKind[] Retained = [MessageKind.Hello, MessageKind.ClassTable, MessageKind.Health, MessageKind.Decision];

    readonly Lock _gate = new();
    readonly PublisherOptions _options;
    readonly EventLog _log;
    readonly Action<ReadOnlyMemory<byte>, IMessageSink> _onMessage;
    readonly LatencyHistogram _latency;
    readonly Socket _listener;
    readonly List<SocketClient> _clients = [];
    readonly Dictionary<MessageKind, MessageSlot> _retained = Retained.ToDictionary(k => k, _ => new MessageSlot());
    long _accepted;
    long _refused;
    long _badMessages;
    long _sentBefore;
    long _droppedBefore;
    int _disposed;

    /// <summary>Binds the socket; a socket file that a dead daemon left behind is replaced.</summary>
    /// <param name="options">Where, and for whom.</param>
    /// <param name="onMessage">Called with each message of a client and the way to answer it, on the client's thread; throws WireFormatException for what is no message.</param>
    /// <param name="latency">Takes the time from last byte to sent decision; locked while written.</param>
    /// <param name="log">Events.</param>
    /// <param name="clock">Time.</param>
    /// <exception cref="IOException">The path is taken by a living daemon or by something that is no socket, or cannot be made.</exception>
    public SocketPublisher(PublisherOptions options, Action<ReadOnlyMemory<byte>, IMessageSink> onMessage, LatencyHistogram latency, EventLog log, TimeProvider clock)
    {
        _options = options;
        _onMessage = onMessage;
        _latency = latency;
        _log = log;
        Heartbeat = new Heartbeat("publish", clock);
        _listener = UnixListener.Bind(options.Path, options.Mode);
    }

    /// <summary>Sign of life of the accepting thread.</summary>
    public Heartbeat Heartbeat { get; }

    /// <summary>What happened so far.</summary>
    public PublisherCounters Counters
    {
        get
        {
            lock (_gate)
                return new PublisherCounters(_clients.Count, _accepted, _refused,
                    _sentBefore + _clients.Sum(c => c.Sent), _droppedBefore + _clients.Sum(c => c.Dropped), _badMessages);
        }
    }

    /// <inheritdoc/>
    public void Offer(MessageKind kind, ReadOnlySpan<byte> payload, long arrivedAt = 0)
    {
        lock (_gate)
        {
            if (_retained.TryGetValue(kind, out var slot))
                slot.Set(kind, payload, 0); // no arrival: a late joiner must not spoil the latency
            for (var i = 0; i < _clients.Count; i++)
                _clients[i].Offer(kind, payload, arrivedAt);
        }
    }

    /// <summary>Accepts readers until stopped or disposed. Its own thread.</summary>
    public void Run(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                Heartbeat.Beat();
                RemoveGone();
                if (_listener.Poll(Heartbeat.LongestWait, SelectMode.SelectRead))
                    Accept();
            }
        }
        catch (ObjectDisposedException) when (Volatile.Read(ref _disposed) != 0) { } // disposed first: the same end
    }

    /// <summary>Sends what waits, ends all connections, removes the socket file.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return; // the path may belong to the next daemon by now
        _listener.Dispose();
        UnixListener.Remove(_options.Path);
        SocketClient[] clients;
        lock (_gate)
            clients = [.. _clients];
        foreach (var client in clients)
            client.Close(TimeSpan.FromMilliseconds(500));
        RemoveGone();
    }

    void Accept()
    {
        Socket socket;
        try
        {
            socket = _listener.Accept();
        }
        catch (SocketException e)
        {
            _log.Warn("client-not-accepted", ("reason", e.Message)); // it left before it was served, or we are out of descriptors
            return;
        }
        lock (_gate)
        {
            if (_clients.Count >= _options.MaximumClients)
            {
                _refused++;
                socket.Dispose();
                _log.Warn("client-refused", ("reason", "too many"), ("maximum", _options.MaximumClients));
                return;
            }
            _accepted++;
            var client = new SocketClient(socket, _options.QueueCapacity, _onMessage, _latency);
            foreach (var kind in Retained)
                if (_retained[kind] is { Payload.Length: > 0 } slot)
                    client.Offer(kind, slot.Payload);
            _clients.Add(client);
            client.Start();
        }
    }

    void RemoveGone()
    {
        lock (_gate)
            for (var i = _clients.Count - 1; i >= 0; i--)
                if (_clients[i] is { IsGone: true } client)
                {
                    _clients.RemoveAt(i);
                    _sentBefore += client.Sent;
                    _droppedBefore += client.Dropped;
                    if (client.Fault is null)
                        continue;
                    _badMessages++;
                    _log.Warn("client-closed", ("reason", client.Fault));
                }
    }
}
