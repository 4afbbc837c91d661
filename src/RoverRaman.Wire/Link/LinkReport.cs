namespace RoverRaman.Wire;

/// <summary>What the ground has and what it lacks: the answer that lets a robot forget or repeat.</summary>
/// <param name="Number">Number of the report.</param>
/// <param name="Received">Products that are in the archive, durably.</param>
/// <param name="Missing">Products of which a part is missing.</param>
public sealed record LinkReport(uint Number, IReadOnlyList<ProductKey> Received, IReadOnlyList<MissingFragments> Missing);
