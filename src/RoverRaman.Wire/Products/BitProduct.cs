namespace RoverRaman.Wire;

/// <summary>
/// Tier 0, 34 bits, high to low: class 10 (1023: none, or beyond), probability 5 (in 31sts), action 2, target 1, unknown 1, follow-up 1,
/// sequence 14. Fits the user data of one JANUS packet (STANAG 4748: 34 bits).
/// </summary>
public static class BitProduct
{
    /// <summary>Bits in use.</summary>
    public const int Bits = 34;

    /// <summary>The sequence is kept modulo this.</summary>
    public const uint SequenceModulus = 1 << 14;

    const int NoClass = 1023;
    const int TopProbability = 31;

    /// <summary>Packs a summary into the low 34 bits.</summary>
    public static ulong Pack(in ProductSummary summary)
    {
        ulong bits = (uint)Math.Min((int)summary.ClassId, NoClass);
        bits = bits << 5 | (uint)((Math.Min((int)summary.Percent, 100) * TopProbability + 50) / 100);
        bits = bits << 2 | (byte)summary.Action & 3u;
        bits = bits << 1 | (summary.IsTarget ? 1u : 0);
        bits = bits << 1 | (summary.IsUnknown ? 1u : 0);
        bits = bits << 1 | (summary.AsksFollowUp ? 1u : 0);
        return bits << 14 | summary.Sequence % SequenceModulus;
    }

    /// <summary>Unpacks 34 bits; <see cref="ProductSummary.Sequence"/> is modulo <see cref="SequenceModulus"/>.</summary>
    /// <exception cref="WireFormatException">A bit above the 34 is set.</exception>
    public static ProductSummary Unpack(ulong bits)
    {
        if (bits >> Bits != 0)
            throw new WireFormatException($"bits: expected {Bits} bits, found {64 - System.Numerics.BitOperations.LeadingZeroCount(bits)}.");
        int classId = (int)(bits >> 24);
        return new()
        {
            Sequence = (uint)bits & (SequenceModulus - 1),
            AsksFollowUp = (bits >> 14 & 1) != 0,
            IsUnknown = (bits >> 15 & 1) != 0,
            IsTarget = (bits >> 16 & 1) != 0,
            Action = (TriageAction)(bits >> 17 & 3),
            Percent = (byte)(((int)(bits >> 19 & 31) * 100 + TopProbability / 2) / TopProbability),
            ClassId = classId == NoClass ? ProductSummary.NoClass : (ushort)classId,
            SecondClassId = ProductSummary.NoClass,
        };
    }
}
