namespace RoverRaman.Heads;

/// <summary>Features that travel with a head, and the class that it must give for them. Stored as int8 with one scale.</summary>
/// <param name="ClassId">The class that must come first.</param>
/// <param name="Features">[O, D] of the backbone, row-major; rounded to int8 when stored.</param>
public sealed record GoldenCheck(ushort ClassId, float[] Features);
