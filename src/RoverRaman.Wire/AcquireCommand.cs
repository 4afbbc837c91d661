namespace RoverRaman.Wire;

/// <summary>To the daemon: acquire one spectrum now.</summary>
/// <param name="CommandId">Chosen by the sender; the reply carries it.</param>
public readonly record struct AcquireCommand(uint CommandId);
