namespace RoverRaman.Wire;

/// <summary>To the daemon: put a validated head on trial.</summary>
/// <param name="CommandId">Chosen by the sender.</param>
/// <param name="HeadId">First eight bytes of the head's SHA-256, big-endian.</param>
/// <param name="TrialSpectra">Length of the trial, spectra; 0: as configured.</param>
/// <param name="Shadow">True: it only looks on during the trial, and the head in use goes on deciding.</param>
public sealed record ActivateHead(uint CommandId, ulong HeadId, uint TrialSpectra, bool Shadow);
