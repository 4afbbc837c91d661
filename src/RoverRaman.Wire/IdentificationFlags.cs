namespace RoverRaman.Wire;

/// <summary>What a classifier says of a spectrum beside its best classes. Frozen values; the list only grows.</summary>
[Flags]
public enum IdentificationFlags : byte
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>Taken for a mineral that the head does not hold: the best classes are the most similar ones, not an answer.</summary>
    Unknown = 1,
}
