using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>A whole spectrum.</summary>
/// <param name="Spectrum">The record.</param>
public sealed record SpectrumEntry(SpectrumRecord Spectrum) : DownlinkEntry;
