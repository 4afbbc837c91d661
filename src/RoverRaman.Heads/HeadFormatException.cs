namespace RoverRaman.Heads;

/// <summary>A head package is not usable: what was expected, what was found, what to do.</summary>
public sealed class HeadFormatException(string message, Exception? inner = null) : Exception(message, inner);
