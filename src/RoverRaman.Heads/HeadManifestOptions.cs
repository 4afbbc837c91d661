using MessagePack;
using RoverRaman.Wire;

namespace RoverRaman.Heads;

// The keys from FirstOptional up: present where they say something, ascending, skipped where not known.
static class HeadManifestOptions
{
    public static int Count(HeadManifest manifest) =>
        Given(manifest.UnknownThreshold) + Given(manifest.ConformalThreshold) + Given(manifest.ConformalCoverage) + (manifest.GoldenChecks.Count > 0 ? 1 : 0);

    public static void Write(ref MessagePackWriter writer, HeadManifest manifest)
    {
        WriteFloat(ref writer, HeadManifestKey.UnknownThreshold, manifest.UnknownThreshold);
        WriteFloat(ref writer, HeadManifestKey.ConformalThreshold, manifest.ConformalThreshold);
        WriteFloat(ref writer, HeadManifestKey.ConformalCoverage, manifest.ConformalCoverage);
        if (manifest.GoldenChecks.Count == 0)
            return;
        writer.Write((byte)HeadManifestKey.GoldenChecks);
        GoldenCheckCodec.Write(ref writer, manifest.GoldenChecks);
    }

    public static HeadManifest Read(ref MessageFieldReader reader, HeadManifest manifest, int count, int known)
    {
        long last = known - 1;
        for (int i = known; i < count; i++)
        {
            int at = reader.Consumed;
            long key = reader.ReadInteger("key", 0, int.MaxValue);
            if (key < (long)HeadManifestKey.FirstOptional)
                throw new HeadFormatException(HeadRefusal.UnknownSchema, reader.Wrong(
                    at, "key", $"a key that this version knows, or one from {(byte)HeadManifestKey.FirstOptional} up", $"{key}; the head needs a newer version").Message);
            if (key <= last)
                throw reader.Wrong(at, "key", $"a key above {last}", $"{key}");
            last = key;
            manifest = ReadValue(ref reader, manifest, key);
        }
        reader.EndMessage(count, count);
        return manifest;
    }

    static HeadManifest ReadValue(ref MessageFieldReader reader, HeadManifest manifest, long key)
    {
        switch (key)
        {
            case (long)HeadManifestKey.UnknownThreshold:
                return manifest with { UnknownThreshold = reader.ReadFinite("UnknownThreshold") };
            case (long)HeadManifestKey.ConformalThreshold:
                return manifest with { ConformalThreshold = reader.ReadFinite("ConformalThreshold") };
            case (long)HeadManifestKey.ConformalCoverage:
                return manifest with { ConformalCoverage = reader.ReadFinite("ConformalCoverage") };
            case (long)HeadManifestKey.GoldenChecks:
                return manifest with { GoldenChecks = GoldenCheckCodec.Read(ref reader, manifest) };
            default:
                reader.Skip($"key {key}");
                return manifest;
        }
    }

    static int Given(float value) => float.IsNaN(value) ? 0 : 1;

    static void WriteFloat(ref MessagePackWriter writer, HeadManifestKey key, float value)
    {
        if (float.IsNaN(value))
            return;
        writer.Write((byte)key);
        writer.Write(value);
    }
}
