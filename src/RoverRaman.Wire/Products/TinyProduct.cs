using System.Buffers.Binary;

namespace RoverRaman.Wire;

/// <summary>
/// Tier 1, 8 bytes, big-endian, high to low: tag 8 (01), sequence 20, class 12 (4095: none, or beyond), probability 7 (percent), action 2,
/// target 1, unknown 1, follow-up 1, bin 2, quality flags 7, 3 bits 0.
/// </summary>
public static class TinyProduct
{
    /// <summary>Bytes.</summary>
    public const int Size = 8;

    /// <summary>First byte.</summary>
    public const byte Tag = 0x01;

    /// <summary>The sequence is kept modulo this.</summary>
    public const uint SequenceModulus = 1 << 20;

    const int NoClass = 4095;

    /// <summary>Writes a summary. Allocates nothing.</summary>
    public static void Write(Span<byte> output, in ProductSummary summary)
    {
        ulong bits = Tag;
        bits = bits << 20 | summary.Sequence % SequenceModulus;
        bits = bits << 12 | (uint)Math.Min((int)summary.ClassId, NoClass);
        bits = bits << 7 | Math.Min(summary.Percent, (byte)100);
        bits = bits << 2 | (byte)summary.Action & 3u;
        bits = bits << 1 | (summary.IsTarget ? 1u : 0);
        bits = bits << 1 | (summary.IsUnknown ? 1u : 0);
        bits = bits << 1 | (summary.AsksFollowUp ? 1u : 0);
        bits = bits << 2 | Math.Min(summary.Bin, ProductSummary.MaxBin);
        bits = bits << 7 | summary.QualityFlags & 0x7fu;
        BinaryPrimitives.WriteUInt64BigEndian(output, bits << 3);
    }

    /// <summary>Reads a summary; <see cref="ProductSummary.Sequence"/> is modulo <see cref="SequenceModulus"/>.</summary>
    /// <exception cref="WireFormatException">Not 8 bytes that begin with the tag.</exception>
    public static ProductSummary Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size || bytes[0] != Tag)
            throw new WireFormatException($"tiny: expected {Size} bytes that begin with {Tag:x2}, found {bytes.Length}{(bytes.IsEmpty ? "" : $" that begin with {bytes[0]:x2}")}.");
        ulong bits = BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 3;
        int classId = (int)(bits >> 21 & 0xfff);
        byte percent = (byte)(bits >> 14 & 0x7f);
        if (percent > 100)
            throw new WireFormatException($"tiny: expected 0..100 for 'percent', found {percent}.");
        return new()
        {
            QualityFlags = (byte)(bits & 0x7f),
            Bin = (byte)(bits >> 7 & 3),
            AsksFollowUp = (bits >> 9 & 1) != 0,
            IsUnknown = (bits >> 10 & 1) != 0,
            IsTarget = (bits >> 11 & 1) != 0,
            Action = (TriageAction)(bits >> 12 & 3),
            Percent = percent,
            ClassId = classId == NoClass ? ProductSummary.NoClass : (ushort)classId,
            SecondClassId = ProductSummary.NoClass,
            Sequence = (uint)(bits >> 33) & (SequenceModulus - 1),
        };
    }
}
