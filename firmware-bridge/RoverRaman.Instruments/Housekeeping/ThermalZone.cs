namespace RoverRaman.Instruments.Housekeeping;

/// <summary>Temperature of one part of a board.</summary>
/// <param name="Type">What it is, as the kernel calls it: cpu-thermal. The zone's number means nothing.</param>
/// <param name="Celsius">Degrees Celsius.</param>
public readonly record struct ThermalZone(string Type, double Celsius);
