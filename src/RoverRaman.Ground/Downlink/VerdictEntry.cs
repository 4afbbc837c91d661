using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>Why a spectrum was sent, or was not.</summary>
public sealed record VerdictEntry(VerdictRecord Verdict) : DownlinkEntry;
