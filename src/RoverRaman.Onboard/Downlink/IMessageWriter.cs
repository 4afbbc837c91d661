namespace RoverRaman.Onboard;

/// <summary>The slow end of a sink: a file or a line. Used by one thread, which it may block.</summary>
public interface IMessageWriter : IDisposable
{
    /// <summary>Where it leads, for people.</summary>
    string Name { get; }

    /// <summary>Writes the whole message or throws; after a throw the same message may be given again.</summary>
    /// <exception cref="IOException">Not written; nothing of it can be mistaken for a message by a reader.</exception>
    void Write(MessageSlot message);

    /// <summary>Called after each message and at least twice a second: time to flush.</summary>
    /// <exception cref="IOException">Not flushed.</exception>
    void Idle();
}
