using System.Buffers;
using System.Security.Cryptography;
using MessagePack;
using RoverRaman.Wire;

namespace RoverRaman.Heads;

/// <summary>
/// Back to an earlier head, which no package can do by itself. Signed by a recovery key. The order uses up a counter of its own, so it
/// works once: later heads must be higher than that. A MessagePack array [counter, SHA-256 of the head].
/// </summary>
/// <param name="Counter">Must be higher than any head or order the device accepted.</param>
/// <param name="HeadSha256">SHA-256 of the head's package, hex in lower case (<see cref="HeadPackage.Hash"/>).</param>
public sealed record DowngradeOrder(uint Counter, string HeadSha256)
{
    /// <summary>Reads an order.</summary>
    /// <exception cref="HeadFormatException">It is no such order.</exception>
    public static DowngradeOrder Read(ReadOnlyMemory<byte> bytes) => OrderReading.Of("downgrade order", bytes, (ref MessageFieldReader reader) =>
    {
        OrderReading.Begin(ref reader, 2);
        uint counter = reader.ReadUInt32("Counter");
        return new DowngradeOrder(counter, Convert.ToHexStringLower(reader.ReadBinary("HeadSha256", SHA256.HashSizeInBytes, SHA256.HashSizeInBytes)));
    });

    /// <summary>The order as bytes.</summary>
    public byte[] ToBytes()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(2);
        writer.Write(Counter);
        writer.Write(HeadRules.HashBytes(HeadSha256).AsSpan());
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }
}
