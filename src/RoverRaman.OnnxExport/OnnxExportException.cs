namespace RoverRaman.OnnxExport;

/// <summary>A module or graph that cannot be written as ONNX: what was expected, what was found, where, what to do.</summary>
public sealed class OnnxExportException(string message, Exception? inner = null) : Exception(message, inner);
