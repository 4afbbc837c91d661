namespace RoverRaman.Hil;

/// <summary>The rig cannot go on; the message says what was expected and found.</summary>
sealed class HilException(string message, Exception? inner = null) : Exception(message, inner);
