using System.Buffers;
using System.Security.Cryptography;
using MessagePack;
using RoverRaman.Wire;

namespace RoverRaman.Heads;

// The manifest as a MessagePack map with ascending integer keys: one way to write each manifest, so the same head gives the same bytes.
static class HeadManifestCodec
{
    public const int Schema = 1;
    public const int MaxPreprocessingBytes = 128;
    const int Keys = 9;

    public static byte[] Write(HeadManifest manifest, ReadOnlySpan<byte> payloadHash)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        writer.WriteMapHeader(Keys);
        WriteKey(ref writer, HeadManifestKey.Schema);
        writer.Write(Schema);
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
        writer.Write((byte)HeadWeightEncoding.Float32);
        WriteKey(ref writer, HeadManifestKey.PayloadSha256);
        writer.Write(payloadHash);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    public static (HeadManifest Manifest, byte[] PayloadHash) Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new MessageFieldReader("head manifest", bytes);
        int count = reader.ReadMapHeader("manifest");
        if (count < Keys)
            throw reader.Wrong(0, "manifest", $"a map of at least {Keys} keys", $"a map of {count}");
        Expect(ref reader, HeadManifestKey.Schema);
        _ = reader.ReadInteger("Schema", Schema, Schema);
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
        _ = reader.ReadInteger("WeightEncoding", 0, (long)HeadWeightEncoding.Float32);
        Expect(ref reader, HeadManifestKey.PayloadSha256);
        byte[] hash = reader.ReadBinary("PayloadSha256", SHA256.HashSizeInBytes, SHA256.HashSizeInBytes).ToArray();
        SkipOptional(ref reader, count);
        return (new HeadManifest
        {
            HeadVersion = version,
            BackboneSha256 = backbone,
            FeatureSize = features,
            Preprocessing = preprocessing,
            Classes = classes,
            Temperature = temperature,
        }, hash);
    }

    static void WriteKey(ref MessagePackWriter writer, HeadManifestKey key) => writer.Write((byte)key);

    static void Expect(ref MessageFieldReader reader, HeadManifestKey key)
    {
        int at = reader.Consumed;
        byte found = reader.ReadByte("key");
        if (found != (byte)key)
            throw reader.Wrong(at, "key", $"{(byte)key} ({key})", $"{found}");
    }

    static void SkipOptional(ref MessageFieldReader reader, int count)
    {
        for (int i = Keys; i < count; i++)
        {
            int at = reader.Consumed;
            long key = reader.ReadInteger("key", 0, int.MaxValue);
            if (key < (long)HeadManifestKey.FirstOptional)
                throw reader.Wrong(at, "key", $"a key that this version knows, or one from {(byte)HeadManifestKey.FirstOptional} up", $"{key}; the head needs a newer version");
            reader.Skip($"key {key}");
        }
        reader.EndMessage(count, count);
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
