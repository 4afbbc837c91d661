namespace RoverRaman.Heads;

/// <summary>One change of a delta.</summary>
/// <param name="Change">What is done.</param>
/// <param name="ClassId">To which class.</param>
/// <param name="Name">Its name; empty where it is retired.</param>
/// <param name="Weights">[D], rounded to the delta's encoding; empty where it is retired.</param>
/// <param name="Bias">Its bias.</param>
public sealed record DeltaRow(DeltaChange Change, ushort ClassId, string Name, float[] Weights, float Bias);
