using System.Buffers;
using MessagePack;
using RoverRaman.Wire;

namespace RoverRaman.Heads;

/// <summary>Keys that are trusted no longer. Signed by two revokers. A MessagePack array [counter, [key id, ...]].</summary>
/// <param name="Counter">Number of this revocation; only goes up.</param>
/// <param name="KeyIds">The keys, ascending.</param>
public sealed record RevokeOrder(uint Counter, IReadOnlyList<uint> KeyIds)
{
    /// <summary>Reads an order.</summary>
    /// <exception cref="HeadFormatException">It is no such order.</exception>
    public static RevokeOrder Read(ReadOnlyMemory<byte> bytes) => OrderReading.Of("revocation", bytes, (ref MessageFieldReader reader) =>
    {
        OrderReading.Begin(ref reader, 2);
        return new RevokeOrder(reader.ReadUInt32("Counter"), OrderReading.Ascending(ref reader, "KeyIds", KeyRing.MaxKeys));
    });

    /// <summary>The order as bytes.</summary>
    /// <exception cref="HeadFormatException">It names no key, or too many.</exception>
    public byte[] ToBytes()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(2);
        writer.Write(Counter);
        OrderReading.WriteAscending(ref writer, "keys", KeyIds, KeyRing.MaxKeys);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }
}
