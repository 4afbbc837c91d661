namespace RoverRaman.Ground.Heads;

/// <summary>A labelled spectrum as the backbone sees it.</summary>
/// <param name="ClassName">Mineral.</param>
/// <param name="Features">[O, D], row-major.</param>
public sealed record Support(string ClassName, float[] Features)
{
    /// <summary>True for a clean reference of a library; false for what an instrument like the robot's has measured.</summary>
    public bool IsReference { get; init; }
}
