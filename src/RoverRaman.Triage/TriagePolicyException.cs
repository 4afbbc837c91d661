namespace RoverRaman.Triage;

/// <summary>A policy cannot be used: what was expected, what was found, where.</summary>
public sealed class TriagePolicyException(string message, Exception? inner = null) : IOException(message, inner);
