using System.Buffers;
using MessagePack;

namespace RoverRaman.Wire;

/// <summary>
/// Tier 3 with peaks, to and from MessagePack. Array of 10: kind (65), the eight fields of <see cref="StandardProduct"/>, peaks as 24 bits
/// each, big-endian: index 11, height 7, width 6.
/// </summary>
public static class PeaksProduct
{
    /// <summary>Number of fields, the kind included.</summary>
    public const int Fields = 2 + SummaryFields.Count;

    /// <summary>Most peaks.</summary>
    public const int MaxPeaks = 16;

    /// <summary>Largest product in bytes.</summary>
    public const int MaxSize = StandardProduct.MaxSize + 2 + SpectrumPeak.Size * MaxPeaks;

    /// <summary>Writes a decision and its peaks; those beyond <see cref="MaxPeaks"/> are left out. Allocates nothing.</summary>
    public static void Write(IBufferWriter<byte> output, in ProductSummary summary, ReadOnlySpan<SpectrumPeak> peaks)
    {
        Span<byte> packed = stackalloc byte[SpectrumPeak.Size * MaxPeaks];
        int count = Math.Min(peaks.Length, MaxPeaks);
        for (int i = 0; i < count; i++)
        {
            int bits = peaks[i].Pack();
            (packed[3 * i], packed[3 * i + 1], packed[3 * i + 2]) = ((byte)(bits >> 16), (byte)(bits >> 8), (byte)bits);
        }
        scoped var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(Fields);
        writer.Write((byte)MessageKind.ProductPeaks);
        SummaryFields.Write(ref writer, summary);
        writer.Write(packed[..(SpectrumPeak.Size * count)]);
        writer.Flush();
    }

    /// <summary>Reads one product.</summary>
    /// <exception cref="WireFormatException">The bytes are not one.</exception>
    public static (ProductSummary Summary, SpectrumPeak[] Peaks) Read(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("peaks", message);
        int count = reader.BeginMessage(MessageKind.ProductPeaks, Fields);
        var summary = SummaryFields.Read(ref reader);
        int at = reader.Consumed;
        var packed = reader.ReadBinary("peaks", 0, SpectrumPeak.Size * MaxPeaks);
        if (packed.Length % SpectrumPeak.Size != 0)
            throw reader.Wrong(at, "peaks", $"a multiple of {SpectrumPeak.Size} bytes", $"{packed.Length}");
        var peaks = new SpectrumPeak[packed.Length / SpectrumPeak.Size];
        for (int i = 0; i < peaks.Length; i++)
            peaks[i] = SpectrumPeak.Unpack(packed[3 * i] << 16 | packed[3 * i + 1] << 8 | packed[3 * i + 2]);
        if (peaks.Any(peak => peak.Index >= SpectrumCodec.Points))
            throw reader.Wrong(at, "peaks", $"indices below {SpectrumCodec.Points}", "a larger one");
        reader.EndMessage(count, Fields);
        return (summary, peaks);
    }
}
