namespace RoverRaman.Heads;

/// <summary>A regular grid of Raman shifts, cm-1.</summary>
/// <param name="First">First Raman shift.</param>
/// <param name="Last">Last Raman shift.</param>
/// <param name="Step">Distance of neighbours.</param>
public readonly record struct HeadAxis(ushort First, ushort Last, ushort Step)
{
    /// <inheritdoc/>
    public override string ToString() => $"{First}..{Last} step {Step} cm-1";
}
