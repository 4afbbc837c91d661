using System.Buffers;
using MessagePack;

namespace RoverRaman.Wire;

/// <summary>
/// Report to and from MessagePack. Array of 4: kind (81), number, received (<see cref="KeyRuns"/>), missing: per product its kind, sequence,
/// how many fragments, their numbers, all as <see cref="VarInt"/>.
/// </summary>
public static class LinkReportCodec
{
    /// <summary>Number of fields, the kind included.</summary>
    public const int Fields = 4;

    const int MaxKeyBytes = 60_000;

    /// <summary>Writes <paramref name="report"/>.</summary>
    public static void Write(IBufferWriter<byte> output, LinkReport report)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(Fields);
        writer.Write((byte)MessageKind.LinkReport);
        writer.Write(report.Number);
        writer.Write(KeyRuns.Pack(report.Received));
        writer.Write(Pack(report.Missing));
        writer.Flush();
    }

    /// <summary>Reads one report.</summary>
    /// <exception cref="WireFormatException">The bytes are not one.</exception>
    public static LinkReport Read(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("link report", message);
        int count = reader.BeginMessage(MessageKind.LinkReport, Fields);
        uint number = reader.ReadUInt32("number");
        var received = KeyRuns.Unpack(reader.ReadBinary("received", 0, MaxKeyBytes));
        var missing = Unpack(reader.ReadBinary("missing", 0, MaxKeyBytes));
        reader.EndMessage(count, Fields);
        return new(number, received, missing);
    }

    static byte[] Pack(IReadOnlyList<MissingFragments> missing)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var (key, indices) in missing)
        {
            Append(output, (uint)key.Kind);
            Append(output, key.Sequence);
            Append(output, (uint)indices.Count);
            foreach (ushort index in indices)
                Append(output, index);
        }
        return output.WrittenSpan.ToArray();
    }

    static List<MissingFragments> Unpack(ReadOnlySpan<byte> bytes)
    {
        var missing = new List<MissingFragments>();
        while (!bytes.IsEmpty)
        {
            if (!VarInt.TryRead(ref bytes, out uint kind) || kind > byte.MaxValue || !VarInt.TryRead(ref bytes, out uint sequence)
                || !VarInt.TryRead(ref bytes, out uint count) || count > bytes.Length)
                throw Torn();
            ushort[] indices = new ushort[count];
            for (int i = 0; i < indices.Length; i++)
                indices[i] = VarInt.TryRead(ref bytes, out uint index) && index <= ushort.MaxValue ? (ushort)index : throw Torn();
            missing.Add(new(new((ProductKind)kind, sequence), indices));
        }
        return missing;
    }

    static WireFormatException Torn() => new("link report: expected kind, sequence, count and numbers of the missing fragments, found other bytes.");

    static void Append(ArrayBufferWriter<byte> output, uint value) => output.Advance(VarInt.Write(output.GetSpan(VarInt.MaxSize), value));
}
