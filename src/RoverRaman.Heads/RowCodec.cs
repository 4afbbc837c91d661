using System.Buffers.Binary;

namespace RoverRaman.Heads;

// Weights as bytes. Rounding is idempotent in every encoding, so a head that was read is written as the bytes it came from.
static class RowCodec
{
    const int MaxByte = 127;

    /// <summary>Bytes of <paramref name="rows"/> rows, biases not included.</summary>
    public static long Size(HeadWeightEncoding encoding, int rows, int features) => encoding switch
    {
        HeadWeightEncoding.Float16 => 2L * rows * features,
        HeadWeightEncoding.Int8 => (sizeof(float) + (long)features) * rows,
        _ => 4L * rows * features,
    };

    /// <summary>How many features one row of so many bytes has, rounded down.</summary>
    public static int Features(HeadWeightEncoding encoding, int bytes) => encoding switch
    {
        HeadWeightEncoding.Float16 => bytes / 2,
        HeadWeightEncoding.Int8 => bytes - sizeof(float),
        _ => bytes / 4,
    };

    public static void Write(HeadWeightEncoding encoding, ReadOnlySpan<float> weights, int features, Span<byte> output)
    {
        if (encoding == HeadWeightEncoding.Int8)
            for (int at = 0, to = 0; at < weights.Length; at += features, to += sizeof(float) + features)
                WriteInt8(weights.Slice(at, features), output.Slice(to, sizeof(float) + features));
        else if (encoding == HeadWeightEncoding.Float16)
            for (int i = 0; i < weights.Length; i++)
                BinaryPrimitives.WriteHalfLittleEndian(output[(2 * i)..], ToHalf(weights[i]));
        else
            WriteFloats(weights, output);
    }

    public static float[] Read(HeadWeightEncoding encoding, ReadOnlySpan<byte> bytes, int rows, int features)
    {
        float[] weights = new float[rows * features];
        if (encoding == HeadWeightEncoding.Int8)
            for (int row = 0, at = 0; row < rows; row++, at += sizeof(float) + features)
                ReadInt8(bytes.Slice(at, sizeof(float) + features), weights.AsSpan(row * features, features));
        else if (encoding == HeadWeightEncoding.Float16)
            for (int i = 0; i < weights.Length; i++)
                weights[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]);
        else
            ReadFloats(bytes, weights);
        return weights;
    }

    public static void WriteFloats(ReadOnlySpan<float> values, Span<byte> output)
    {
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(output[(i * sizeof(float))..], values[i]);
    }

    public static void ReadFloats(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
    }

    /// <summary>One row: float32 scale, then signed bytes.</summary>
    public static void WriteInt8(ReadOnlySpan<float> row, Span<byte> output)
    {
        float scale = Scale(row);
        BinaryPrimitives.WriteSingleLittleEndian(output, scale);
        for (int i = 0; i < row.Length; i++)
            output[sizeof(float) + i] = (byte)(sbyte)(scale == 0 ? 0 : Math.Clamp(MathF.Round(row[i] / scale), -MaxByte, MaxByte));
    }

    /// <summary>Refuses what <see cref="WriteInt8"/> would not have written: one row, one way to write it.</summary>
    public static void ReadInt8(ReadOnlySpan<byte> bytes, Span<float> row)
    {
        float scale = BinaryPrimitives.ReadSingleLittleEndian(bytes);
        if (!float.IsFinite(scale))
            throw new HeadFormatException(HeadRefusal.NotFinite, $"Expected a finite scale of an int8 row, found {scale}.");
        int largest = 0;
        for (int i = 0; i < row.Length; i++)
        {
            int value = (sbyte)bytes[sizeof(float) + i];
            row[i] = scale * value;
            largest = Math.Max(largest, Math.Abs(value));
        }
        // -0 has bits and would give another file for the same head.
        bool canonical = scale == 0 ? largest == 0 && BitConverter.SingleToUInt32Bits(scale) == 0 : largest == MaxByte && scale > 0 && scale == Scale(row);
        if (!canonical)
            throw new HeadFormatException($"Expected an int8 row with a scale of its largest weight / {MaxByte}, found scale {scale} and largest byte {largest}. Pack the head anew.");
    }

    // The largest weight / 127, rounded up to 16 bits: its product with a byte is exact in float32, so that rounding twice is rounding once.
    static float Scale(ReadOnlySpan<float> row)
    {
        float largest = 0;
        foreach (float weight in row)
            largest = Math.Max(largest, Math.Abs(weight));
        uint bits = BitConverter.SingleToUInt32Bits(largest / MaxByte);
        float scale = BitConverter.UInt32BitsToSingle((bits + 0xff) & ~0xffu);
        // So small that products would lose bits: nothing that a network makes.
        return float.IsNormal(scale) && scale > 1e-30f ? scale : 0;
    }

    static Half ToHalf(float weight)
    {
        var half = (Half)weight;
        return Half.IsFinite(half)
            ? half
            : throw new HeadFormatException(HeadRefusal.OutOfBounds, $"Expected weights within +-65504 for float16, found {weight}. Pack the head as float32 or int8.");
    }
}
