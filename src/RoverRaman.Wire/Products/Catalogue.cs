namespace RoverRaman.Wire;

/// <summary>What a robot still holds, so that the ground can ask for it.</summary>
/// <param name="Number">Number of the catalogue.</param>
/// <param name="UnixSeconds">When it was made.</param>
/// <param name="Waiting">Products that wait for the link; where they were too many, the best.</param>
/// <param name="Sent">Products that have left and are not acknowledged.</param>
/// <param name="Omitted">Products that did not fit this list.</param>
public sealed record Catalogue(uint Number, uint UnixSeconds, IReadOnlyList<ProductKey> Waiting, IReadOnlyList<ProductKey> Sent, uint Omitted);
