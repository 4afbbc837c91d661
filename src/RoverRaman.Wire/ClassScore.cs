namespace RoverRaman.Wire;

/// <summary>One class and its probability as they travel.</summary>
/// <param name="ClassId">Stable id; its name is in the head's class table.</param>
/// <param name="Probability">In ten-thousandths, 0..10000.</param>
public readonly record struct ClassScore(ushort ClassId, ushort Probability)
{
    /// <summary>What stands for a probability of 1.</summary>
    public const ushort Scale = 10_000;
}
