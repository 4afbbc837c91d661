namespace RoverRaman.OnnxExport;

/// <summary>A value of the graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape, without the batch dimension.</param>
sealed record Signal(string Name, long[] Shape);
