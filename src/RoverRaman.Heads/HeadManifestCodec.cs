using System.Buffers;
using System.Security.Cryptography;
using MessagePack;
using RoverRaman.Wire;

namespace RoverRaman.Heads;

// The manifest as a MessagePack map with ascending integer keys: one way to write each manifest, so the same head gives the same bytes.
static class HeadManifestCodec
{
    public const int MaxPreprocessingBytes = 128;
    const int Schema1 = 1, Schema2 = 2, Schema3 = 3;

    public static byte[] Write(HeadManifest manifest, ReadOnlySpan<byte> payloadHash)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        int schema = SchemaOf(manifest);
        writer.WriteMapHeader(KeysOf(schema) + HeadManifestOptions.Count(manifest));
        WriteKey(ref writer, HeadManifestKey.Schema);
        writer.Write(schema);
        WriteKey(ref writer, HeadManifestKey.HeadVersion);
        writer.Write(manifest.HeadVersion);
        WriteKey(ref writer, HeadManifestKey.BackboneSha256);
        writer.Write(Convert.FromHexString(manifest.BackboneSha256).AsSpan());
        WriteKey(ref writer, HeadManifestKey.FeatureSize);
        writer.Write(manifest.FeatureSize);
        WriteKey(ref writer, HeadManifestKey.Preprocessing);
        writer.Write(manifest.Preprocessing);
        WriteClasses(ref writer, manifest.Classes);
        WriteKey(ref writer, HeadManifestKey.Temperature);
        writer.Write(manifest.Temperature);
        WriteKey(ref writer, HeadManifestKey.WeightEncoding);
        writer.Write((byte)manifest.WeightEncoding);
        WriteKey(ref writer, HeadManifestKey.PayloadSha256);
        writer.Write(payloadHash);
        if (schema >= Schema2)
            WriteFit(ref writer, manifest);
        if (schema >= Schema3)
            WriteLayout(ref writer, manifest.Layout!);
        HeadManifestOptions.Write(ref writer, manifest);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    public static (HeadManifest Manifest, byte[] PayloadHash) Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new MessageFieldReader("head manifest", bytes);
        int count = reader.ReadMapHeader("manifest");
        if (count < KeysOf(Schema1))
            throw reader.Wrong(0, "manifest", $"a map of at least {KeysOf(Schema1)} keys", $"a map of {count}");
        Expect(ref reader, HeadManifestKey.Schema);
        int schema = ReadKnown(ref reader, "Schema", Schema1, Schema3);
        Expect(ref reader, HeadManifestKey.HeadVersion);
        uint version = reader.ReadUInt32("HeadVersion");
        Expect(ref reader, HeadManifestKey.BackboneSha256);
        string backbone = Convert.ToHexStringLower(reader.ReadBinary("BackboneSha256", SHA256.HashSizeInBytes, SHA256.HashSizeInBytes));
        Expect(ref reader, HeadManifestKey.FeatureSize);
        int features = (int)reader.ReadInteger("FeatureSize", 1, HeadPackage.MaxFeatureSize);
        Expect(ref reader, HeadManifestKey.Preprocessing);
        string preprocessing = reader.ReadString("Preprocessing", MaxPreprocessingBytes);
        var classes = ReadClasses(ref reader);
        Expect(ref reader, HeadManifestKey.Temperature);
        float temperature = reader.ReadFinite("Temperature");
        Expect(ref reader, HeadManifestKey.WeightEncoding);
        var encoding = (HeadWeightEncoding)ReadKnown(ref reader, "WeightEncoding", 0, (int)(schema == Schema1 ? HeadWeightEncoding.Float32 : HeadWeightEncoding.Int8));
        Expect(ref reader, HeadManifestKey.PayloadSha256);
        byte[] hash = reader.ReadBinary("PayloadSha256", SHA256.HashSizeInBytes, SHA256.HashSizeInBytes).ToArray();
        var (axis, range) = schema == Schema1 ? default : ReadFit(ref reader);
        var layout = schema < Schema3 ? null : ReadLayout(ref reader, features);
        var manifest = new HeadManifest
        {
            HeadVersion = version,
            BackboneSha256 = backbone,
            FeatureSize = features,
            Layout = layout,
            Preprocessing = preprocessing,
            Classes = classes,
            Temperature = temperature,
            WeightEncoding = encoding,
            Axis = axis,
            InstrumentRange = range,
        };
        return (HeadManifestOptions.Read(ref reader, manifest, count, KeysOf(schema)), hash);
    }

    // Heads without what later schemas add are written as ever: old robots read them, and their hashes stay.
    static int SchemaOf(HeadManifest manifest) => manifest switch
    {
        { Layout: not null } => Schema3,
        { Axis: null, InstrumentRange: null, WeightEncoding: HeadWeightEncoding.Float32 } => Schema1,
        _ => Schema2,
    };

    static int KeysOf(int schema) => schema switch { Schema1 => 9, Schema2 => 11, _ => 12 };

    static void WriteKey(ref MessagePackWriter writer, HeadManifestKey key) => writer.Write((byte)key);

    static void Expect(ref MessageFieldReader reader, HeadManifestKey key)
    {
        int at = reader.Consumed;
        byte found = reader.ReadByte("key");
        if (found != (byte)key)
            throw reader.Wrong(at, "key", $"{(byte)key} ({key})", $"{found}");
    }

    static int ReadKnown(ref MessageFieldReader reader, string field, int first, int last)
    {
        int at = reader.Consumed;
        long value = reader.ReadInteger(field, int.MinValue, int.MaxValue);
        return value >= first && value <= last
            ? (int)value
            : throw new HeadFormatException(HeadRefusal.UnknownSchema, reader.Wrong(at, field, $"{first}..{last}", $"{value}; the head needs a newer version").Message);
    }

    static void WriteFit(ref MessagePackWriter writer, HeadManifest manifest)
    {
        WriteKey(ref writer, HeadManifestKey.Axis);
        writer.WriteArrayHeader(manifest.Axis is null ? 0 : 3);
        if (manifest.Axis is { } axis)
        {
            writer.Write(axis.First);
            writer.Write(axis.Last);
            writer.Write(axis.Step);
        }
        WriteKey(ref writer, HeadManifestKey.InstrumentRange);
        writer.WriteArrayHeader(manifest.InstrumentRange is null ? 0 : 2);
        if (manifest.InstrumentRange is { } range)
        {
            writer.Write(range.Low);
            writer.Write(range.High);
        }
    }

    static (HeadAxis?, HeadRange?) ReadFit(ref MessageFieldReader reader)
    {
        Expect(ref reader, HeadManifestKey.Axis);
        HeadAxis? axis = ReadCount(ref reader, "Axis", 3) == 0 ? null : new HeadAxis(reader.ReadUInt16("first"), reader.ReadUInt16("last"), reader.ReadUInt16("step"));
        Expect(ref reader, HeadManifestKey.InstrumentRange);
        HeadRange? range = ReadCount(ref reader, "InstrumentRange", 2) == 0 ? null : new HeadRange(reader.ReadUInt16("low"), reader.ReadUInt16("high"));
        return (axis, range);
    }

    static void WriteLayout(ref MessagePackWriter writer, FeatureLayout layout)
    {
        WriteKey(ref writer, HeadManifestKey.FeatureLayout);
        writer.WriteArrayHeader(2 * layout.Groups.Count);
        foreach (var group in layout.Groups)
        {
            writer.Write(group.Alignments);
            writer.Write(group.Size);
        }
    }

    static FeatureLayout ReadLayout(ref MessageFieldReader reader, int features)
    {
        Expect(ref reader, HeadManifestKey.FeatureLayout);
        int at = reader.Consumed;
        int count = reader.ReadArrayHeader("FeatureLayout");
        if (count is 0 or > 2 * FeatureLayout.MaxGroups || count % 2 != 0)
            throw reader.Wrong(at, "FeatureLayout", $"1..{FeatureLayout.MaxGroups} pairs of alignments and features", $"{count} values");
        var groups = new (int, int)[count / 2];
        for (int i = 0; i < groups.Length; i++)
            groups[i] = ((int)reader.ReadInteger("alignments", 1, FeatureLayout.MaxAlignments), (int)reader.ReadInteger("features", 1, features));
        return groups.Sum(group => group.Item2) == features
            ? new FeatureLayout(groups)
            : throw reader.Wrong(at, "FeatureLayout", $"groups of {features} features together", $"{groups.Sum(group => group.Item2)}");
    }

    static int ReadCount(ref MessageFieldReader reader, string field, int full)
    {
        int at = reader.Consumed;
        int count = reader.ReadArrayHeader(field);
        return count == 0 || count == full ? count : throw reader.Wrong(at, field, $"an array of 0 or {full}", $"an array of {count}");
    }

    static void WriteClasses(ref MessagePackWriter writer, IReadOnlyList<ClassName> classes)
    {
        WriteKey(ref writer, HeadManifestKey.Classes);
        writer.WriteArrayHeader(2 * classes.Count);
        foreach (var (id, name) in classes)
        {
            writer.Write(id);
            writer.Write(name);
        }
    }

    static ClassName[] ReadClasses(ref MessageFieldReader reader)
    {
        Expect(ref reader, HeadManifestKey.Classes);
        int at = reader.Consumed;
        int count = reader.ReadArrayHeader("Classes");
        if (count is 0 or > 2 * HeadPackage.MaxClasses || count % 2 != 0)
            throw reader.Wrong(at, "Classes", $"1..{HeadPackage.MaxClasses} pairs of id and name", $"{count} values");
        var classes = new ClassName[count / 2];
        for (int i = 0; i < classes.Length; i++)
            classes[i] = new(reader.ReadUInt16("class id"), reader.ReadString("class name", HeadPackage.MaxNameBytes));
        return classes;
    }
}
