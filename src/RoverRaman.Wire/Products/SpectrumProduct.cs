using System.Buffers;
using System.IO.Compression;
using MessagePack;

namespace RoverRaman.Wire;

/// <summary>
/// Tier 4 to and from MessagePack. Array of 6: kind (68), sequence, coding, offset, step, Brotli (RFC 7932) of the differences in byte
/// planes (<see cref="DeltaPlanes"/>). Lossless keeps every bit, offset and step are 0. Near: value = offset + step * level, off by at most
/// half a step (and the last digit of a float32); level 65535 stands for a value that is not finite.
/// </summary>
public static class SpectrumProduct
{
    /// <summary>Number of fields, the kind included.</summary>
    public const int Fields = 6;

    /// <summary>Largest product in bytes.</summary>
    public const int MaxSize = 1 + 1 + 5 + 1 + 5 + 5 + 3 + MaxPacked;

    // Brotli adds a few bytes to what it cannot pack.
    const int MaxPacked = 4 * SpectrumCodec.Points + 64;
    const int Quality = 9, Window = 16;
    const int Levels = ushort.MaxValue - 1;
    const ushort NotFinite = ushort.MaxValue;

    /// <summary>Writes every bit of 1392 values.</summary>
    /// <exception cref="ArgumentException">Another number of values.</exception>
    public static void WriteLossless(IBufferWriter<byte> output, uint sequence, ReadOnlySpan<float> values)
    {
        Check(values);
        Span<byte> planes = stackalloc byte[4 * SpectrumCodec.Points];
        DeltaPlanes.Split(values, planes);
        Write(output, sequence, SpectrumCoding.Lossless, 0, 0, planes);
    }

    /// <summary>Writes 1392 values, none off by more than <paramref name="bound"/> times their range; a bound too fine for 65,534 levels is raised.</summary>
    /// <param name="output">Takes the bytes.</param>
    /// <param name="sequence">Sequence of the decision.</param>
    /// <param name="values">Intensities.</param>
    /// <param name="bound">Largest error as a share of (largest - smallest), 0..1.</param>
    /// <exception cref="ArgumentException">Another number of values.</exception>
    public static void WriteNear(IBufferWriter<byte> output, uint sequence, ReadOnlySpan<float> values, double bound)
    {
        Check(values);
        ArgumentOutOfRangeException.ThrowIfNegative(bound);
        var (offset, range) = Range(values);
        // The smallest normal float: below it the step itself would lose digits and break the bound.
        float step = range > 0 ? (float)Math.Max(range * Math.Max(2 * bound, 1.0 / Levels), 1.1754944e-38) : 0;
        Span<ushort> levels = stackalloc ushort[SpectrumCodec.Points];
        for (int i = 0; i < levels.Length; i++)
            levels[i] = !float.IsFinite(values[i]) ? NotFinite : step == 0 ? (ushort)0 : (ushort)Math.Clamp(Math.Round(((double)values[i] - offset) / step), 0, Levels);
        Span<byte> planes = stackalloc byte[2 * SpectrumCodec.Points];
        DeltaPlanes.Split(levels, planes);
        Write(output, sequence, SpectrumCoding.Near, offset, step, planes);
    }

    /// <summary>Reads one spectrum.</summary>
    /// <exception cref="WireFormatException">The bytes are not one.</exception>
    public static (uint Sequence, SpectrumCoding Coding, float Step, float[] Values) Read(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("spectrum product", message);
        int count = reader.BeginMessage(MessageKind.ProductSpectrum, Fields);
        uint sequence = reader.ReadUInt32("sequence");
        var coding = (SpectrumCoding)reader.ReadInteger("coding", 0, (long)SpectrumCoding.Near);
        float offset = reader.ReadFinite("offset");
        float step = reader.ReadFinite("step");
        int at = reader.Consumed;
        var packed = reader.ReadBinary("values", 1, MaxPacked);
        byte[] planes = new byte[(coding == SpectrumCoding.Lossless ? 4 : 2) * SpectrumCodec.Points];
        if (!BrotliDecoder.TryDecompress(packed, planes, out int written) || written != planes.Length)
            throw reader.Wrong(at, "values", $"Brotli of {planes.Length} bytes", "other bytes");
        reader.EndMessage(count, Fields);
        float[] values = new float[SpectrumCodec.Points];
        if (coding == SpectrumCoding.Lossless)
            DeltaPlanes.Join(planes, values);
        else
            Scale(planes, offset, step, values);
        return (sequence, coding, step, values);
    }

    static void Scale(ReadOnlySpan<byte> planes, float offset, float step, Span<float> values)
    {
        Span<ushort> levels = stackalloc ushort[SpectrumCodec.Points];
        DeltaPlanes.Join(planes, levels);
        for (int i = 0; i < values.Length; i++)
            values[i] = levels[i] == NotFinite ? float.NaN : (float)(offset + (double)step * levels[i]);
    }

    static void Write(IBufferWriter<byte> output, uint sequence, SpectrumCoding coding, float offset, float step, ReadOnlySpan<byte> planes)
    {
        Span<byte> packed = stackalloc byte[MaxPacked];
        if (!BrotliEncoder.TryCompress(planes, packed, out int length, Quality, Window))
            throw new InvalidOperationException($"Expected Brotli to fit {MaxPacked} bytes, found more.");
        scoped var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(Fields);
        writer.Write((byte)MessageKind.ProductSpectrum);
        writer.Write(sequence);
        writer.Write((byte)coding);
        writer.Write(offset);
        writer.Write(step);
        writer.Write(packed[..length]);
        writer.Flush();
    }

    static void Check(ReadOnlySpan<float> values)
    {
        if (values.Length != SpectrumCodec.Points)
            throw new ArgumentException($"Expected {SpectrumCodec.Points} values, found {values.Length}.", nameof(values));
    }

    static (float Offset, double Range) Range(ReadOnlySpan<float> values)
    {
        float low = float.MaxValue, high = float.MinValue;
        foreach (float value in values)
            if (float.IsFinite(value))
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return low > high ? (0, 0) : (low, (double)high - low);
    }
}
