namespace RoverRaman.Instruments;

/// <summary>The instrument answered, but not as its protocol says: an error number, a refused command, a reply that does not fit.</summary>
public sealed class InstrumentException(string message, Exception? inner = null) : Exception(message, inner);
