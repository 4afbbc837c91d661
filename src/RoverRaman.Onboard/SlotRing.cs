namespace RoverRaman.Onboard;

/// <summary>
/// The bounded buffer between two stages: a fixed set of reusable slots that travel from a producer to a consumer and back. When the
/// consumer is behind, the oldest waiting slot is taken from it and counted, so a producer never waits and nothing is allocated.
/// </summary>
/// <typeparam name="T">A reusable buffer.</typeparam>
public sealed class SlotRing<T> where T : class
{
    readonly object _gate = new(); // a Lock has no Wait and Pulse
    readonly T[] _queue;
    readonly T[] _free;
    int _head;
    int _queued;
    int _freeCount;
    long _dropped;
    bool _closed;

    /// <summary>Room for <paramref name="capacity"/> waiting slots, besides those in hands.</summary>
    /// <param name="capacity">Most slots that wait.</param>
    /// <param name="create">Makes a slot; all are made here.</param>
    /// <param name="producers">Threads that may hold a rented slot at the same time. There is one consumer.</param>
    public SlotRing(int capacity, Func<T> create, int producers = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentNullException.ThrowIfNull(create);
        _queue = new T[capacity];
        _free = new T[capacity + producers + 1];
        for (_freeCount = 0; _freeCount < _free.Length; _freeCount++)
            _free[_freeCount] = create();
    }

    /// <summary>Most slots that wait.</summary>
    public int Capacity => _queue.Length;

    /// <summary>Slots that wait now.</summary>
    public int Count { get { lock (_gate) return _queued; } }

    /// <summary>Slots that were overtaken by newer ones before the consumer came to them.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>True after <see cref="Close"/>; what still waits can be taken.</summary>
    public bool IsClosed { get { lock (_gate) return _closed; } }

    /// <summary>A slot to fill. There is always one: every hand that may hold a slot was counted when they were made.</summary>
    public T Rent()
    {
        lock (_gate)
            return _freeCount > 0
                ? _free[--_freeCount]
                : throw new InvalidOperationException($"Expected fewer producers than were declared, found all {_free.Length} slots in hands.");
    }

    /// <summary>Hands a filled slot to the consumer. Returns false, and takes the slot back, after <see cref="Close"/>.</summary>
    public bool Publish(T slot)
    {
        lock (_gate)
        {
            if (_closed)
            {
                _free[_freeCount++] = slot;
                return false;
            }
            if (_queued == _queue.Length)
            {
                Interlocked.Increment(ref _dropped);
                _free[_freeCount++] = Dequeue();
            }
            _queue[(_head + _queued++) % _queue.Length] = slot;
            Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Takes the oldest waiting slot; null when none came within <paramref name="timeout"/> or the ring was closed and is empty.</summary>
    public T? Take(TimeSpan timeout)
    {
        lock (_gate)
        {
            if (_queued == 0 && !_closed)
                Monitor.Wait(_gate, timeout);
            return _queued > 0 ? Dequeue() : null;
        }
    }

    /// <summary>Gives a slot back that was rented or taken.</summary>
    public void Return(T slot)
    {
        lock (_gate)
            _free[_freeCount++] = slot;
    }

    /// <summary>No more slots are accepted; a waiting consumer wakes.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    T Dequeue()
    {
        var slot = _queue[_head];
        _head = (_head + 1) % _queue.Length;
        _queued--;
        return slot;
    }
}
