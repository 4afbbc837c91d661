using MessagePack;
using RoverRaman.Wire;

namespace RoverRaman.Heads;

// Array: class id, bytes (float32 scale, then signed bytes), class id, bytes, ...
static class GoldenCheckCodec
{
    public static void Write(ref MessagePackWriter writer, IReadOnlyList<GoldenCheck> checks)
    {
        writer.WriteArrayHeader(2 * checks.Count);
        foreach (var (id, features) in checks)
        {
            byte[] bytes = new byte[sizeof(float) + features.Length];
            RowCodec.WriteInt8(features, bytes);
            writer.Write(id);
            writer.Write(bytes.AsSpan());
        }
    }

    public static GoldenCheck[] Read(ref MessageFieldReader reader, HeadManifest manifest)
    {
        int at = reader.Consumed;
        int count = reader.ReadArrayHeader("GoldenChecks");
        if (count is 0 or > 2 * HeadPackage.MaxGoldenChecks || count % 2 != 0)
            throw reader.Wrong(at, "GoldenChecks", $"1..{HeadPackage.MaxGoldenChecks} pairs of class id and features", $"{count} values");
        var checks = new GoldenCheck[count / 2];
        for (int i = 0; i < checks.Length; i++)
        {
            ushort id = reader.ReadUInt16("golden class id");
            at = reader.Consumed;
            var bytes = reader.ReadBinary("golden features", sizeof(float) + manifest.FeatureSize, sizeof(float) + FeatureLayout.MaxAlignments * manifest.FeatureSize);
            if (!manifest.Holds(bytes.Length - sizeof(float)))
                throw reader.Wrong(at, "golden features", manifest.Layout?.ToString() ?? $"a multiple of {manifest.FeatureSize} features", $"{bytes.Length - sizeof(float)}");
            float[] features = new float[bytes.Length - sizeof(float)];
            RowCodec.ReadInt8(bytes, features);
            checks[i] = new(id, features);
        }
        return checks;
    }
}
