using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>Takes messages and never holds up the giver: what does not fit is dropped, oldest first, and counted.</summary>
public interface IMessageSink
{
    /// <summary>Takes a copy of an encoded message. Any thread.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="payload">MessagePack.</param>
    /// <param name="arrivedAt">Stopwatch timestamp of the spectrum's last byte, or 0.</param>
    void Offer(MessageKind kind, ReadOnlySpan<byte> payload, long arrivedAt = 0);
}
