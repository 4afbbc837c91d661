namespace RoverRaman.Inference;

/// <summary>A class and its probability.</summary>
/// <param name="ClassId">Stable id.</param>
/// <param name="Probability">0..1.</param>
public readonly record struct ScoredClass(ushort ClassId, float Probability);
