namespace RoverRaman.Wire;

/// <summary>Chunks that follow each other.</summary>
/// <param name="First">Index of the first.</param>
/// <param name="Count">How many, at least 1.</param>
public readonly record struct ChunkRange(ushort First, uint Count);
