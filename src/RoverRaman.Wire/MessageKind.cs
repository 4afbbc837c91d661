namespace RoverRaman.Wire;

/// <summary>First element of every message. Frozen: values are never reused, the list only grows.</summary>
public enum MessageKind : byte
{
    /// <summary>What speaks, and in which protocol version; first on every local connection.</summary>
    Hello = 1,
    /// <summary>Names of the classes of one head version.</summary>
    ClassTable = 2,
    /// <summary>One triage decision.</summary>
    Decision = 3,
    /// <summary>Counters of the daemon: everything that was lost, retried or replaced.</summary>
    Health = 4,
    /// <summary>A whole spectrum on the grid.</summary>
    Spectrum = 5,
    /// <summary>To the daemon: acquire one spectrum now.</summary>
    AcquireCommand = 32,
    /// <summary>From the daemon: answer to a command.</summary>
    CommandReply = 33,
}
