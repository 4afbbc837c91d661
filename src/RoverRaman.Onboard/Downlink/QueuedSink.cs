using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// A bounded queue and the thread that empties it into a file or a line. A message that cannot be written is tried again until it can
/// (a full disk, a line that is down), while newer ones push older ones out of the queue; both are counted.
/// </summary>
public sealed class QueuedSink : IMessageSink
{
    /// <summary>Threads that offer messages at most: processing, supervision, and the readers of commands share one each.</summary>
    const int Producers = 8;

    readonly SlotRing<MessageSlot> _ring;
    readonly IMessageWriter _writer;
    readonly EventLog _log;
    readonly Backoff _backoff;
    readonly StopSignal _stopping = new();
    readonly LatencyHistogram? _latency;
    long _offered;
    long _written;
    long _failures;
    long _lost;

    /// <summary>Joins a queue of <paramref name="capacity"/> messages and a writer, which it owns.</summary>
    public QueuedSink(string name, IMessageWriter writer, int capacity, EventLog log, TimeProvider clock, Backoff? backoff = null, LatencyHistogram? latency = null)
    {
        _ring = new SlotRing<MessageSlot>(capacity, () => new MessageSlot(), Producers);
        _writer = writer;
        _log = log;
        _backoff = backoff ?? new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
        _latency = latency;
        Name = name;
        Heartbeat = new Heartbeat(name, clock);
    }

    /// <summary>Name of the sink in counters and log.</summary>
    public string Name { get; }

    /// <summary>Sign of life of its thread.</summary>
    public Heartbeat Heartbeat { get; }

    /// <summary>What became of the messages so far.</summary>
    public SinkCounters Counters => new(
        Interlocked.Read(ref _offered), Interlocked.Read(ref _written), _ring.Dropped, Interlocked.Read(ref _failures), Interlocked.Read(ref _lost));

    /// <inheritdoc/>
    public void Offer(MessageKind kind, ReadOnlySpan<byte> payload, long arrivedAt = 0)
    {
        Interlocked.Increment(ref _offered);
        var slot = _ring.Rent();
        slot.Set(kind, payload, arrivedAt);
        if (!_ring.Publish(slot))
            Interlocked.Increment(ref _lost);
    }

    /// <summary>No more messages; <see cref="Run"/> returns when those that wait are written, or once failed.</summary>
    public void Close()
    {
        _ring.Close();
        _stopping.Set();
    }

    /// <summary>Writes messages until closed and empty. Its own thread.</summary>
    public void Run()
    {
        using (_writer)
        {
            while (true)
            {
                Heartbeat.Beat();
                if (_ring.Take(Heartbeat.LongestWait) is { } slot)
                    Deliver(slot);
                else if (_ring.IsClosed)
                    break;
                Flush();
            }
        }
    }

    void Deliver(MessageSlot slot)
    {
        while (!TryWrite(slot))
        {
            if (_stopping.IsSet)
            {
                Interlocked.Increment(ref _lost);
                break;
            }
            var wait = _backoff.Next();
            Heartbeat.QuietFor(wait + TimeSpan.FromSeconds(5));
            _stopping.Wait(wait);
        }
        _ring.Return(slot);
    }

    bool TryWrite(MessageSlot slot)
    {
        try
        {
            _writer.Write(slot);
            Interlocked.Increment(ref _written);
            if (_backoff.Failures > 0)
                _log.Info($"{Name}-recovered", ("path", _writer.Name), ("after_failures", _backoff.Failures));
            _backoff.Reset();
            if (slot.ArrivedAt != 0)
                _latency?.RecordSince(slot.ArrivedAt);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fail("write", e);
            return false;
        }
    }

    void Flush()
    {
        try
        {
            _writer.Idle();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fail("flush", e);
        }
    }

    void Fail(string what, Exception e)
    {
        Interlocked.Increment(ref _failures);
        _log.Warn($"{Name}-failed", ("path", _writer.Name), ("doing", what), ("reason", e.Message), ("waiting", _ring.Count), ("dropped", _ring.Dropped));
    }
}
