namespace RoverRaman.Wire;

/// <summary>Bytes from a link or a file do not follow the protocol. The message says what was expected, what was found and where.</summary>
public sealed class WireFormatException(string message, Exception? inner = null) : Exception(message, inner);
