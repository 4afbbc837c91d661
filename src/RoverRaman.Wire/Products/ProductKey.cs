namespace RoverRaman.Wire;

/// <summary>Names a product: its kind and the sequence of the decision that it is about. Never used twice.</summary>
public readonly record struct ProductKey(ProductKind Kind, uint Sequence)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind}:{Sequence}";
}
