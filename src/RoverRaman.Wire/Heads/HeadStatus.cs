namespace RoverRaman.Wire;

/// <summary>From the daemon: one head that is onboard.</summary>
/// <param name="Index">Of this message in the list, from 0.</param>
/// <param name="Count">Messages in the list.</param>
/// <param name="HeadVersion">Version counter.</param>
/// <param name="HeadId">First eight bytes of its SHA-256, big-endian.</param>
/// <param name="State">What it is.</param>
/// <param name="SinceMilliseconds">Since when, milliseconds since 1970.</param>
/// <param name="SignerId">Id of the key that signed it; 0 where none did (the factory head).</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="TrialLeft">Spectra until the trial ends; 0 where there is none.</param>
public sealed record HeadStatus(
    ushort Index, ushort Count, uint HeadVersion, ulong HeadId, HeadState State, long SinceMilliseconds, uint SignerId, ushort Classes, uint TrialLeft);
