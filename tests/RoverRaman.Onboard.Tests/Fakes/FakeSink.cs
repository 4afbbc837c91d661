using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

/// <summary>Keeps what it is offered.</summary>
sealed class FakeSink : IMessageSink
{
    public List<(MessageKind Kind, byte[] Payload)> Messages { get; } = [];

    public void Offer(MessageKind kind, ReadOnlySpan<byte> payload, long arrivedAt = 0) => Messages.Add((kind, payload.ToArray()));
}
