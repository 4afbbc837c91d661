namespace RoverRaman.Instruments;

/// <summary>The instrument answered, but not as its protocol says: an error number, a refused command, a reply that does not fit.</summary>
public sealed class InstrumentException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The instrument's own error number, or null where the reply itself is what is wrong.</summary>
    public int? Code { get; init; }
}
