namespace RoverRaman.Training.Export;

/// <summary>A network as two ONNX files.</summary>
/// <param name="Backbone">Spectrum [n, 1392] -> features [n, D].</param>
/// <param name="Composed">Spectrum [n, 1392] -> probabilities [n, classes].</param>
public sealed record ExportedGraphs(byte[] Backbone, byte[] Composed);
