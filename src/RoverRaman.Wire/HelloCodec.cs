using System.Buffers;
using MessagePack;

namespace RoverRaman.Wire;

/// <summary>Hello to and from MessagePack. Array of 4: kind (1), protocol version, software name, software version.</summary>
public static class HelloCodec
{
    /// <summary>Number of fields, the kind included.</summary>
    public const int Fields = 4;

    const int MaxTextBytes = 64;

    /// <summary>Writes <paramref name="hello"/>.</summary>
    public static void Write(IBufferWriter<byte> output, Hello hello)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(Fields);
        writer.Write((byte)MessageKind.Hello);
        writer.Write(hello.ProtocolVersion);
        writer.Write(hello.Software);
        writer.Write(hello.Version);
        writer.Flush();
    }

    /// <summary>Reads one hello. The protocol version is for the caller to judge.</summary>
    /// <exception cref="WireFormatException">The bytes are not a hello.</exception>
    public static Hello Read(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("hello", message);
        int count = reader.BeginMessage(MessageKind.Hello, Fields);
        var hello = new Hello(
            reader.ReadUInt16("protocol_version"), reader.ReadString("software", MaxTextBytes), reader.ReadString("version", MaxTextBytes));
        reader.EndMessage(count, Fields);
        return hello;
    }
}
