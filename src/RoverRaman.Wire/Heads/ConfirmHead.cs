namespace RoverRaman.Wire;

/// <summary>To the daemon: the head on trial is good; from now on it is the one to fall back to.</summary>
/// <param name="CommandId">Chosen by the sender.</param>
/// <param name="HeadId">First eight bytes of the head's SHA-256, big-endian: nobody confirms another head by mistake.</param>
public sealed record ConfirmHead(uint CommandId, ulong HeadId);
