namespace RoverRaman.Ground.Heads;

/// <summary>A head cannot be fitted to these spectra: what was expected, what was found, what to do.</summary>
public sealed class HeadFitException(string message) : Exception(message);
