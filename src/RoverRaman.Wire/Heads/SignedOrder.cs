namespace RoverRaman.Wire;

/// <summary>To the daemon: a signed object that fits one message: an order to teach or to revoke a key, or a small head or delta.</summary>
/// <param name="CommandId">Chosen by the sender.</param>
/// <param name="Order">The object's bytes, a view into the message; what it is stands in its first bytes.</param>
public readonly record struct SignedOrder(uint CommandId, ReadOnlyMemory<byte> Order)
{
    /// <summary>Largest object, bytes.</summary>
    public const int MaxBytes = 4000;
}
