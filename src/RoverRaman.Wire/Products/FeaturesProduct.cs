using System.Buffers;
using MessagePack;

namespace RoverRaman.Wire;

/// <summary>
/// Tier 3 with features, to and from MessagePack. Array of 4: kind (66), sequence, scale, features as signed bytes: feature = scale * byte,
/// off by at most half the scale = largest magnitude / 127.
/// </summary>
public static class FeaturesProduct
{
    /// <summary>Number of fields, the kind included.</summary>
    public const int Fields = 4;

    /// <summary>Most features.</summary>
    public const int MaxFeatures = 8192;

    /// <summary>Bytes of a product of <paramref name="features"/> features at most.</summary>
    public static int MaxSize(int features) => 1 + 1 + 5 + 5 + 3 + features;

    /// <summary>Writes the features; those that are not finite become 0.</summary>
    /// <exception cref="ArgumentException">More than <see cref="MaxFeatures"/>.</exception>
    public static void Write(IBufferWriter<byte> output, uint sequence, ReadOnlySpan<float> features)
    {
        if (features.Length > MaxFeatures)
            throw new ArgumentException($"Expected at most {MaxFeatures} features, found {features.Length}.", nameof(features));
        float largest = 0;
        foreach (float value in features)
            largest = float.IsFinite(value) ? Math.Max(largest, Math.Abs(value)) : largest;
        float scale = largest / 127;
        Span<byte> bytes = stackalloc byte[MaxFeatures];
        for (int i = 0; i < features.Length; i++)
            bytes[i] = scale > 0 && float.IsFinite(features[i]) ? (byte)(sbyte)Math.Clamp(MathF.Round(features[i] / scale), -127, 127) : (byte)0;
        scoped var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(Fields);
        writer.Write((byte)MessageKind.ProductFeatures);
        writer.Write(sequence);
        writer.Write(scale);
        writer.Write(bytes[..features.Length]);
        writer.Flush();
    }

    /// <summary>Reads one product.</summary>
    /// <exception cref="WireFormatException">The bytes are not one.</exception>
    public static (uint Sequence, float[] Features) Read(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("features", message);
        int count = reader.BeginMessage(MessageKind.ProductFeatures, Fields);
        uint sequence = reader.ReadUInt32("sequence");
        float scale = reader.ReadFinite("scale");
        var bytes = reader.ReadBinary("features", 0, MaxFeatures);
        float[] features = new float[bytes.Length];
        for (int i = 0; i < features.Length; i++)
            features[i] = scale * (sbyte)bytes[i];
        reader.EndMessage(count, Fields);
        return (sequence, features);
    }
}
