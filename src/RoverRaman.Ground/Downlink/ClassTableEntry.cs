using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>Names of classes, already taken over by the decoder.</summary>
/// <param name="Table">The table or one part of it.</param>
public sealed record ClassTableEntry(ClassTable Table) : DownlinkEntry;
