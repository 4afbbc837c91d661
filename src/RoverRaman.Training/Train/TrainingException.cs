namespace RoverRaman.Training.Train;

/// <summary>Training is not possible or has failed: what was expected, what was found, where, what to do.</summary>
public sealed class TrainingException(string message, Exception? inner = null) : Exception(message, inner);
