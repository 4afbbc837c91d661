using System.Buffers;
using System.Buffers.Binary;
using MessagePack;

namespace RoverRaman.Wire;

// Fields that the messages about heads share.
static class HeadFields
{
    public static MessagePackWriter Begin(IBufferWriter<byte> output, MessageKind kind, int fields)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(fields);
        writer.Write((byte)kind);
        return writer;
    }

    // Eight bytes as bin, not as an integer: what people compare with the hex digits of a hash reads the same in a dump.
    public static void WriteId(ref MessagePackWriter writer, ulong id)
    {
        byte[] bytes = new byte[sizeof(ulong)]; // the writer could keep a view of a stack
        BinaryPrimitives.WriteUInt64BigEndian(bytes, id);
        writer.Write(bytes.AsSpan());
    }

    public static ulong ReadId(ref MessageFieldReader reader, string field) =>
        BinaryPrimitives.ReadUInt64BigEndian(reader.ReadBinary(field, sizeof(ulong), sizeof(ulong)));
}
