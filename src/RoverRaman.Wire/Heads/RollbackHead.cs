namespace RoverRaman.Wire;

/// <summary>To the daemon: end the trial and go back to the last confirmed head.</summary>
/// <param name="CommandId">Chosen by the sender.</param>
public sealed record RollbackHead(uint CommandId);
