namespace RoverRaman.Inference;

/// <summary>What became of bits that were flipped one at a time in the memory of a head at work.</summary>
/// <param name="Found">Found by the very next spectrum, which was then answered from weights laid out afresh.</param>
/// <param name="Harmless">Not found by it, and its answer was the right one; the scan finds them.</param>
/// <param name="Wrong">The next spectrum got a wrong answer.</param>
/// <param name="Missed">Of those not found at once: those that a whole scan would not find either.</param>
public readonly record struct BitFlipCounts(long Found, long Harmless, long Wrong, long Missed)
{
    /// <summary>Bits flipped.</summary>
    public long Bits => Found + Harmless + Wrong;

    /// <summary>The sum of two.</summary>
    public static BitFlipCounts operator +(BitFlipCounts a, BitFlipCounts b) => new(a.Found + b.Found, a.Harmless + b.Harmless, a.Wrong + b.Wrong, a.Missed + b.Missed);
}
