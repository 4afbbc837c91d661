namespace RoverRaman.Wire;

/// <summary>A product as the robot's store keeps it.</summary>
/// <param name="Key">Which product.</param>
/// <param name="Bin">Priority, 0 first.</param>
/// <param name="Value">What it is worth, 0..1.</param>
/// <param name="Age">Order of arrival.</param>
/// <param name="ClassId">Best class of its spectrum.</param>
/// <param name="Confidence">Probability of that class, 0..1.</param>
/// <param name="Descriptor">Its spectrum's place among others, signed bytes; empty where there is none.</param>
/// <param name="Body">The unit that goes over the link.</param>
public sealed record StoredProduct(
    ProductKey Key, byte Bin, float Value, long Age, ushort ClassId, float Confidence, ReadOnlyMemory<byte> Descriptor, ReadOnlyMemory<byte> Body);
