namespace RoverRaman.Wire;

/// <summary>To the daemon: tell all heads that are onboard, one <see cref="HeadStatus"/> each.</summary>
/// <param name="CommandId">Chosen by the sender.</param>
public sealed record HeadListCommand(uint CommandId);
