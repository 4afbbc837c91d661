namespace RoverRaman.Wire;

/// <summary>A class: stable id (never renumbered) and name.</summary>
public readonly record struct ClassName(ushort Id, string Name);
