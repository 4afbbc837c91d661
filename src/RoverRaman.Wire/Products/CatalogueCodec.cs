using System.Buffers;
using MessagePack;

namespace RoverRaman.Wire;

/// <summary>Catalogue to and from MessagePack. Array of 6: kind (69), number, unix seconds, waiting, sent (both <see cref="KeyRuns"/>), omitted.</summary>
public static class CatalogueCodec
{
    /// <summary>Number of fields, the kind included.</summary>
    public const int Fields = 6;

    const int MaxKeyBytes = 60_000;

    /// <summary>Writes <paramref name="catalogue"/>.</summary>
    public static void Write(IBufferWriter<byte> output, Catalogue catalogue)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(Fields);
        writer.Write((byte)MessageKind.Catalogue);
        writer.Write(catalogue.Number);
        writer.Write(catalogue.UnixSeconds);
        writer.Write(KeyRuns.Pack(catalogue.Waiting));
        writer.Write(KeyRuns.Pack(catalogue.Sent));
        writer.Write(catalogue.Omitted);
        writer.Flush();
    }

    /// <summary>Reads one catalogue.</summary>
    /// <exception cref="WireFormatException">The bytes are not one.</exception>
    public static Catalogue Read(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("catalogue", message);
        int count = reader.BeginMessage(MessageKind.Catalogue, Fields);
        var catalogue = new Catalogue(
            reader.ReadUInt32("number"), reader.ReadUInt32("unix_s"), KeyRuns.Unpack(reader.ReadBinary("waiting", 0, MaxKeyBytes)),
            KeyRuns.Unpack(reader.ReadBinary("sent", 0, MaxKeyBytes)), reader.ReadUInt32("omitted"));
        reader.EndMessage(count, Fields);
        return catalogue;
    }
}
