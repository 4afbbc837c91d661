namespace RoverRaman.Wire;

/// <summary>A whole spectrum as it came down.</summary>
/// <param name="SpectrumId">Number of the spectrum.</param>
/// <param name="Sequence">Sequence of the decision that asked for it.</param>
/// <param name="BootCount">Boot count of that decision.</param>
/// <param name="Step">Distance of neighbouring quantised values, in the spectrum's own unit: no value is off by more than 0.51 of it.</param>
/// <param name="Values">Intensities at 200, 201, ..., 1591 cm-1, not scaled; NaN where the onboard value was not finite.</param>
public sealed record SpectrumRecord(uint SpectrumId, uint Sequence, ushort BootCount, float Step, float[] Values);
