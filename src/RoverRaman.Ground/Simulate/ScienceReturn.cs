namespace RoverRaman.Ground;

/// <summary>What a mission learned at one budget in one order. Shares of 0..1 of what the mission saw.</summary>
/// <param name="Order">Name of the order.</param>
/// <param name="Share">Budget as a share of the full volume.</param>
/// <param name="Budget">Budget, bytes.</param>
/// <param name="Bytes">Bytes sent.</param>
/// <param name="Products">Products that arrived.</param>
/// <param name="Distinct">Distinct minerals of which a right name or a picture of the spectrum arrived.</param>
/// <param name="Targets">The same among the wanted minerals.</param>
/// <param name="Unknowns">The same among minerals that the head does not know.</param>
public sealed record ScienceReturn(string Order, double Share, long Budget, long Bytes, int Products, double Distinct, double Targets, double Unknowns);
