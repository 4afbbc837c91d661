namespace RoverRaman.Instruments;

/// <summary>The line to the instrument is gone. Close it, wait for it to come back, open it again: a lost handle is never used again.</summary>
public sealed class TransportLostException(string message, Exception? inner = null) : IOException(message, inner);
