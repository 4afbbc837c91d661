using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>One group of unknown spectra that are alike.</summary>
/// <param name="Cluster">The message.</param>
public sealed record UnknownClusterEntry(UnknownCluster Cluster) : DownlinkEntry;
