namespace RoverRaman.Heads;

/// <summary>A range of Raman shifts, cm-1, both ends included.</summary>
/// <param name="Low">Lowest Raman shift.</param>
/// <param name="High">Highest Raman shift.</param>
public readonly record struct HeadRange(ushort Low, ushort High)
{
    /// <summary>True where all of <paramref name="other"/> lies within this range.</summary>
    public bool Holds(HeadRange other) => Low <= other.Low && High >= other.High;

    /// <inheritdoc/>
    public override string ToString() => $"{Low}..{High} cm-1";
}
