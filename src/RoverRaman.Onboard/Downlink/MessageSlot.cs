using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>One encoded message on its way to a sink. Reused.</summary>
public sealed class MessageSlot
{
    byte[] _bytes = new byte[128];
    int _length;

    /// <summary>What it is.</summary>
    public MessageKind Kind { get; private set; }

    /// <summary>Stopwatch timestamp of the last byte of its spectrum; 0 where there is none.</summary>
    public long ArrivedAt { get; private set; }

    /// <summary>The message, MessagePack.</summary>
    public ReadOnlySpan<byte> Payload => _bytes.AsSpan(0, _length);

    /// <summary>Takes a copy; allocates only when this slot never held a message of that size.</summary>
    public void Set(MessageKind kind, ReadOnlySpan<byte> payload, long arrivedAt)
    {
        if (_bytes.Length < payload.Length)
            _bytes = new byte[payload.Length];
        payload.CopyTo(_bytes);
        (_length, Kind, ArrivedAt) = (payload.Length, kind, arrivedAt);
    }
}
