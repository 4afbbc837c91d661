namespace RoverRaman.Ground;

/// <summary>Small tiers keep only the end of a sequence; its beginning is that of the sequences seen around it.</summary>
public static class SequenceExpansion
{
    /// <summary>The sequence nearest to <paramref name="reference"/> that ends like <paramref name="kept"/>.</summary>
    /// <param name="kept">The sequence modulo <paramref name="modulus"/>.</param>
    /// <param name="modulus">A power of two.</param>
    /// <param name="reference">A sequence of about the same time, such as the highest seen.</param>
    public static uint Nearest(uint kept, uint modulus, uint reference)
    {
        long candidate = reference - reference % modulus + kept;
        if (candidate - reference > modulus / 2 && candidate >= modulus)
            candidate -= modulus;
        else if (reference - candidate > modulus / 2)
            candidate += modulus;
        return (uint)Math.Clamp(candidate, 0, uint.MaxValue);
    }
}
