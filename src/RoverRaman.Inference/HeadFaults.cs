namespace RoverRaman.Inference;

/// <summary>What the checks of a slot's memory found.</summary>
/// <param name="Weights">Slices of weights, or small tables, that had changed.</param>
/// <param name="Products">Products that did not add up.</param>
/// <param name="Repairs">Times the head was laid out afresh from its package.</param>
/// <param name="Unnamed">Spectra that got no class because nothing could be trusted.</param>
public readonly record struct HeadFaults(long Weights, long Products, long Repairs, long Unnamed);
