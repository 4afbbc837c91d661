using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using MessagePack;
using RoverRaman.Wire;

namespace RoverRaman.Heads;

// MessagePack array: schema, base hash, target hash, target version, encoding, rows, settings.
// A row is [change, id] where it retires, else [change, id, name, weights as stored, bias]. Settings: 16 bytes, or none where they stay.
static class HeadDeltaCodec
{
    const int Schema = 1, Fields = 7, Settings = 4 * sizeof(float);

    public static byte[] Write(HeadDelta delta)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(Fields);
        writer.Write(Schema);
        writer.Write(HeadRules.HashBytes(delta.BaseSha256).AsSpan());
        writer.Write(HeadRules.HashBytes(delta.TargetSha256).AsSpan());
        writer.Write(delta.TargetVersion);
        writer.Write((byte)delta.Encoding);
        writer.WriteArrayHeader(delta.Rows.Count);
        foreach (var row in delta.Rows)
            WriteRow(ref writer, row, delta.Encoding);
        byte[] settings = delta.Settings is { } changed ? Bytes(changed) : [];
        writer.Write(settings.AsSpan());
        writer.Flush();
        return output.WrittenCount <= HeadDelta.MaxBytes
            ? output.WrittenSpan.ToArray()
            : throw new HeadFormatException(HeadRefusal.TooLarge, $"Expected a delta of at most {HeadDelta.MaxBytes} bytes, found {output.WrittenCount}. Send the whole head.");
    }

    public static HeadDelta Read(ReadOnlyMemory<byte> bytes) => OrderReading.Of("head delta", bytes, (ref MessageFieldReader reader) =>
    {
        OrderReading.Begin(ref reader, Fields);
        ReadKnown(ref reader, "Schema", Schema, Schema);
        string from = ReadHash(ref reader, "BaseSha256");
        string to = ReadHash(ref reader, "TargetSha256");
        uint version = reader.ReadUInt32("TargetVersion");
        var encoding = (HeadWeightEncoding)ReadKnown(ref reader, "Encoding", 0, (int)HeadWeightEncoding.Int8);
        var rows = ReadRows(ref reader, encoding);
        int at = reader.Consumed;
        var settings = reader.ReadBinary("Settings", 0, Settings);
        if (settings.Length is not (0 or Settings))
            throw reader.Wrong(at, "Settings", $"0 or {Settings} bytes", $"{settings.Length}");
        return new HeadDelta(from, to, version, encoding, rows, settings.Length == 0 ? null : ReadSettings(settings));
    });

    static void WriteRow(ref MessagePackWriter writer, DeltaRow row, HeadWeightEncoding encoding)
    {
        bool retires = row.Change == DeltaChange.Retire;
        writer.WriteArrayHeader(retires ? 2 : 5);
        writer.Write((byte)row.Change);
        writer.Write(row.ClassId);
        if (retires)
            return;
        byte[] weights = new byte[RowCodec.Size(encoding, 1, row.Weights.Length)];
        RowCodec.Write(encoding, row.Weights, row.Weights.Length, weights);
        writer.Write(row.Name);
        writer.Write(weights.AsSpan());
        writer.Write(row.Bias);
    }

    static DeltaRow[] ReadRows(ref MessageFieldReader reader, HeadWeightEncoding encoding)
    {
        int at = reader.Consumed;
        int count = reader.ReadArrayHeader("Rows");
        if (count > HeadPackage.MaxClasses)
            throw reader.Wrong(at, "Rows", $"at most {HeadPackage.MaxClasses} rows", $"{count}");
        var rows = new DeltaRow[count];
        for (int i = 0; i < count; i++)
        {
            at = reader.Consumed;
            rows[i] = ReadRow(ref reader, encoding);
            if (i > 0 && rows[i].ClassId <= rows[i - 1].ClassId)
                throw new HeadFormatException(
                    rows[i].ClassId == rows[i - 1].ClassId ? HeadRefusal.DuplicateClass : HeadRefusal.Malformed,
                    reader.Wrong(at, "Rows", $"a class id above {rows[i - 1].ClassId}", $"{rows[i].ClassId}").Message);
        }
        return rows;
    }

    static DeltaRow ReadRow(ref MessageFieldReader reader, HeadWeightEncoding encoding)
    {
        int at = reader.Consumed;
        int fields = reader.ReadArrayHeader("row");
        var change = (DeltaChange)reader.ReadInteger("change", (long)DeltaChange.Add, (long)DeltaChange.Retire);
        if (fields != (change == DeltaChange.Retire ? 2 : 5))
            throw reader.Wrong(at, "row", change == DeltaChange.Retire ? "an array of 2" : "an array of 5", $"an array of {fields}");
        ushort id = reader.ReadUInt16("class id");
        if (change == DeltaChange.Retire)
            return new(change, id, "", [], 0);
        string name = reader.ReadString("class name", HeadPackage.MaxNameBytes);
        HeadRules.CheckText("class name", name, HeadPackage.MaxNameBytes);
        at = reader.Consumed;
        var bytes = reader.ReadBinary("weights", (int)RowCodec.Size(encoding, 1, 1), (int)RowCodec.Size(encoding, 1, HeadPackage.MaxFeatureSize));
        int features = RowCodec.Features(encoding, bytes.Length);
        if (RowCodec.Size(encoding, 1, features) != bytes.Length)
            throw reader.Wrong(at, "weights", $"whole {encoding} numbers", $"{bytes.Length} bytes");
        float[] weights = RowCodec.Read(encoding, bytes, 1, features);
        HeadRules.CheckNumbers("weights", weights, features);
        return new(change, id, name, weights, reader.ReadFinite("bias"));
    }

    static int ReadKnown(ref MessageFieldReader reader, string field, int first, int last)
    {
        int at = reader.Consumed;
        long value = reader.ReadInteger(field, int.MinValue, int.MaxValue);
        return value >= first && value <= last
            ? (int)value
            : throw new HeadFormatException(HeadRefusal.UnknownSchema, reader.Wrong(at, field, $"{first}..{last}", $"{value}; the delta needs a newer version").Message);
    }

    static string ReadHash(ref MessageFieldReader reader, string field) =>
        Convert.ToHexStringLower(reader.ReadBinary(field, SHA256.HashSizeInBytes, SHA256.HashSizeInBytes));

    static byte[] Bytes(HeadSettings settings)
    {
        byte[] bytes = new byte[Settings];
        // One NaN for "not calibrated", whatever its bits were.
        float[] values = [settings.Temperature, settings.UnknownThreshold, settings.ConformalThreshold, settings.ConformalCoverage];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), float.IsNaN(values[i]) ? float.NaN : values[i]);
        return bytes;
    }

    static HeadSettings ReadSettings(ReadOnlySpan<byte> bytes)
    {
        Span<float> values = stackalloc float[4];
        RowCodec.ReadFloats(bytes, values);
        return new(values[0], values[1], values[2], values[3]);
    }
}
