namespace RoverRaman.Wire;

/// <summary>Names of the classes of one head version: what a consumer needs to read decisions.</summary>
/// <param name="HeadVersion">The head's version counter.</param>
/// <param name="BackboneId">First four bytes of the backbone's SHA-256.</param>
/// <param name="Classes">Stable ids and names.</param>
public sealed record ClassTable(uint HeadVersion, uint BackboneId, IReadOnlyList<ClassName> Classes);
