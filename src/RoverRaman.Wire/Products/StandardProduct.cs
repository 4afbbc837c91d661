using System.Buffers;
using MessagePack;

namespace RoverRaman.Wire;

/// <summary>
/// Tier 2 to and from MessagePack, at most 24 bytes. Array of 9: kind (64), sequence, unix seconds, class, percent, second class, percent,
/// status bits, head version modulo 128.
/// </summary>
public static class StandardProduct
{
    /// <summary>Number of fields, the kind included.</summary>
    public const int Fields = 1 + SummaryFields.Count;

    /// <summary>Largest product in bytes: every field in its longest form.</summary>
    public const int MaxSize = 24;

    /// <summary>Writes <paramref name="summary"/>. Allocates nothing.</summary>
    public static void Write(IBufferWriter<byte> output, in ProductSummary summary)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(Fields);
        writer.Write((byte)MessageKind.ProductStandard);
        SummaryFields.Write(ref writer, summary);
        writer.Flush();
    }

    /// <summary>Reads one product.</summary>
    /// <exception cref="WireFormatException">The bytes are not one.</exception>
    public static ProductSummary Read(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("standard", message);
        int count = reader.BeginMessage(MessageKind.ProductStandard, Fields);
        var summary = SummaryFields.Read(ref reader);
        reader.EndMessage(count, Fields);
        return summary;
    }
}
