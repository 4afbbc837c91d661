namespace RoverRaman.Wire;

/// <summary>To the daemon: tell the groups of unknown spectra, one <see cref="UnknownCluster"/> each.</summary>
/// <param name="CommandId">Chosen by the sender.</param>
public sealed record ClusterListCommand(uint CommandId);
