namespace RoverRaman.Emulator;

/// <summary>A spectrum that was played.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="Sample">What lay under the laser.</param>
/// <param name="Fault">The fault that was put on the line with it.</param>
public sealed record PlayedSpectrum(long Index, PlayableSpectrum Sample, FaultKind Fault = FaultKind.None);
