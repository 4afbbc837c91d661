namespace RoverRaman.Ground.Tests;

/// <summary>One direction of a bad link, in simulated time: loses, doubles and reorders frames, and takes its time.</summary>
sealed class LossyChannel(int seed, double loss, double duplicate, bool reorder, long delay)
{
    readonly Random _random = new(seed);
    readonly PriorityQueue<byte[], (long At, long Order)> _flying = new();
    long _order;

    public void Send(ReadOnlySpan<byte> frame, long now)
    {
        var copies = _random.NextDouble() < duplicate ? 2 : 1;
        for (var i = 0; i < copies; i++)
            if (_random.NextDouble() >= loss)
                _flying.Enqueue(frame.ToArray(), (now + delay + (reorder ? _random.Next(2000) : 0), _order++));
    }

    public bool TryReceive(long now, out byte[] frame)
    {
        frame = [];
        if (!_flying.TryPeek(out _, out var when) || when.At > now)
            return false;
        frame = _flying.Dequeue();
        return true;
    }

    public bool IsEmpty => _flying.Count == 0;
}
