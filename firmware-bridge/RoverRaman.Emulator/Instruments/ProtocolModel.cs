namespace RoverRaman.Emulator;

/// <summary>A model of instrument and its detector.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Pixels">Values in a spectrum.</param>
/// <param name="MaximumCounts">Largest count of its converter.</param>
/// <param name="Inverted">Counts fall with light.</param>
public sealed record ProtocolModel(string Name, int Pixels, int MaximumCounts, bool Inverted = false);
