namespace RoverRaman.Ground;

/// <summary>A source of messages, or a file beside it, cannot be read: what was expected, what was found, where, what to do.</summary>
public sealed class DownlinkException(string message, Exception? inner = null) : IOException(message, inner);
