namespace RoverRaman.Wire;

/// <summary>A class: stable id (never renumbered) and name.</summary>
public readonly record struct ClassName(ushort Id, string Name)
{
    /// <summary>Longest name, bytes of UTF-8.</summary>
    public const int MaxNameBytes = 128;
}
