namespace RoverRaman.Inference;

/// <summary>A model folder or one of its files is not usable: what was expected, what was found, where, what to do.</summary>
public sealed class ModelException(string message, Exception? inner = null) : Exception(message, inner);
