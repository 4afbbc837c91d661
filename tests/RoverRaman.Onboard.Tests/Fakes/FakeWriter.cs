using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

/// <summary>A file or line in memory that can refuse.</summary>
sealed class FakeWriter : IMessageWriter
{
    readonly Lock _gate = new();
    readonly List<byte[]> _messages = [];

    public Func<bool> Refuses { get; set; } = () => false;

    public bool Disposed { get; private set; }

    public string Name => "fake";

    public List<byte[]> Messages { get { lock (_gate) return [.. _messages]; } }

    public void Write(MessageSlot message)
    {
        if (Refuses())
            throw new IOException("no space left on device");
        lock (_gate)
            _messages.Add(message.Payload.ToArray());
    }

    public void Idle() { }

    public void Dispose() => Disposed = true;

    public IEnumerable<MessageKind?> Kinds => Messages.Select(m => WireMessage.KindOf(m));
}
