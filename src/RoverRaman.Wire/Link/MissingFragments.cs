namespace RoverRaman.Wire;

/// <summary>A product of which some fragments have arrived: those that have not.</summary>
/// <param name="Key">The product.</param>
/// <param name="Indices">Numbers of the missing fragments, from 0.</param>
public sealed record MissingFragments(ProductKey Key, IReadOnlyList<ushort> Indices);
