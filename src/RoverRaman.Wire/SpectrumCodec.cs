using System.Buffers;
using System.Buffers.Binary;
using MessagePack;

namespace RoverRaman.Wire;

/// <summary>
/// Spectrum to and from MessagePack. Array of 8: kind (5), spectrum id, sequence, boot count, grid (1), offset, scale, values as u16
/// little-endian. Intensity = offset + scale * value, off by at most 0.51 * scale where scale = (largest - smallest) / 65534 (half a step,
/// the rest for rounding to float32). 65535 stands for a value that is not finite.
/// </summary>
public static class SpectrumCodec
{
    /// <summary>Number of fields, the kind included.</summary>
    public const int Fields = 8;

    /// <summary>Number of values on grid 1: 200..1591 cm-1 in steps of 1.</summary>
    public const int Points = 1392;

    /// <summary>Largest message in bytes.</summary>
    public const int MaxSize = 1 + 1 + 5 + 5 + 3 + 1 + 5 + 5 + 3 + 2 * Points;

    const byte GridId = 1;
    const int Levels = ushort.MaxValue - 1;
    const ushort NotFinite = ushort.MaxValue;

    /// <summary>Writes a spectrum of <see cref="Points"/> values. Allocates nothing.</summary>
    /// <exception cref="ArgumentException">Another number of values.</exception>
    public static void Write(IBufferWriter<byte> output, uint spectrumId, uint sequence, ushort bootCount, ReadOnlySpan<float> values)
    {
        if (values.Length != Points)
            throw new ArgumentException($"Expected {Points} values, found {values.Length}.", nameof(values));
        var (offset, scale) = Range(values);
        Span<byte> quantised = stackalloc byte[2 * Points];
        for (int i = 0; i < Points; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(quantised[(2 * i)..], Quantise(values[i], offset, scale));
        scoped var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(Fields);
        writer.Write((byte)MessageKind.Spectrum);
        writer.Write(spectrumId);
        writer.Write(sequence);
        writer.Write(bootCount);
        writer.Write(GridId);
        writer.Write(offset);
        writer.Write(scale);
        writer.Write(quantised);
        writer.Flush();
    }

    /// <summary>Reads one spectrum.</summary>
    /// <exception cref="WireFormatException">The bytes are not a spectrum.</exception>
    public static SpectrumRecord Read(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("spectrum", message);
        int count = reader.BeginMessage(MessageKind.Spectrum, Fields);
        uint spectrumId = reader.ReadUInt32("spectrum_id");
        uint sequence = reader.ReadUInt32("sequence");
        ushort bootCount = reader.ReadUInt16("boot_count");
        _ = reader.ReadInteger("grid", GridId, GridId);
        float offset = reader.ReadFinite("offset");
        float scale = reader.ReadFinite("scale");
        var quantised = reader.ReadBinary("values", 2 * Points, 2 * Points);
        float[] values = new float[Points];
        for (int i = 0; i < Points; i++)
        {
            ushort value = BinaryPrimitives.ReadUInt16LittleEndian(quantised[(2 * i)..]);
            values[i] = value == NotFinite ? float.NaN : (float)(offset + (double)scale * value);
        }
        reader.EndMessage(count, Fields);
        return new(spectrumId, sequence, bootCount, scale, values);
    }

    static (float Offset, float Scale) Range(ReadOnlySpan<float> values)
    {
        float smallest = float.MaxValue;
        float largest = float.MinValue;
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                continue;
            smallest = Math.Min(smallest, value);
            largest = Math.Max(largest, value);
        }
        if (smallest >= largest)
            return (smallest > largest ? 0 : smallest, 0);
        // The smallest normal float: below it the scale itself would lose digits and break the bound.
        return (smallest, (float)Math.Max(((double)largest - smallest) / Levels, 1.1754944e-38));
    }

    static ushort Quantise(float value, float offset, float scale)
    {
        if (!float.IsFinite(value))
            return NotFinite;
        return scale == 0 ? (ushort)0 : (ushort)Math.Clamp(Math.Round(((double)value - offset) / scale), 0, Levels);
    }
}
