namespace RoverRaman.Ground;

/// <summary>Sequences from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
public readonly record struct SequenceRange(uint First, uint Last)
{
    /// <summary>How many.</summary>
    public long Count => (long)Last - First + 1;
}
