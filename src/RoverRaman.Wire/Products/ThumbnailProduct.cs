using System.Buffers;
using MessagePack;

namespace RoverRaman.Wire;

/// <summary>
/// A picture of the spectrum in at most 64 or 256 bytes, to and from MessagePack. Array of 3: kind (67), sequence, 4 bits a bin, high half
/// first. A bin holds the largest value of its stretch of the grid, as the square root of its share of the range, in 15ths: weak peaks
/// keep their place beside strong ones.
/// </summary>
public static class ThumbnailProduct
{
    /// <summary>Number of fields, the kind included.</summary>
    public const int Fields = 3;

    /// <summary>Bytes of pixels in the two sizes: with kind and the longest sequence 64 and 256 bytes.</summary>
    public const int SmallPixels = 55, LargePixels = 247;

    const int Levels = 15;

    /// <summary>Writes a picture. Values that are not finite count as the smallest. Allocates nothing.</summary>
    /// <param name="output">Takes the bytes.</param>
    /// <param name="sequence">Sequence of the decision.</param>
    /// <param name="values">1392 intensities, best with the baseline removed.</param>
    /// <param name="large">256 bytes rather than 64.</param>
    /// <exception cref="ArgumentException">Another number of values.</exception>
    public static void Write(IBufferWriter<byte> output, uint sequence, ReadOnlySpan<float> values, bool large)
    {
        if (values.Length != SpectrumCodec.Points)
            throw new ArgumentException($"Expected {SpectrumCodec.Points} values, found {values.Length}.", nameof(values));
        Span<byte> pixels = stackalloc byte[large ? LargePixels : SmallPixels];
        Draw(values, pixels);
        scoped var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(Fields);
        writer.Write((byte)MessageKind.ProductThumbnail);
        writer.Write(sequence);
        writer.Write(pixels);
        writer.Flush();
    }

    /// <summary>Reads a picture onto the grid: 1392 values, 0..1, straight lines between the bins.</summary>
    /// <exception cref="WireFormatException">The bytes are not one.</exception>
    public static (uint Sequence, bool Large, float[] Values) Read(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("thumbnail", message);
        int count = reader.BeginMessage(MessageKind.ProductThumbnail, Fields);
        uint sequence = reader.ReadUInt32("sequence");
        int at = reader.Consumed;
        var pixels = reader.ReadBinary("pixels", SmallPixels, LargePixels);
        if (pixels.Length is not (SmallPixels or LargePixels))
            throw reader.Wrong(at, "pixels", $"{SmallPixels} or {LargePixels} bytes", $"{pixels.Length}");
        float[] values = Restore(pixels);
        reader.EndMessage(count, Fields);
        return (sequence, pixels.Length == LargePixels, values);
    }

    static void Draw(ReadOnlySpan<float> values, Span<byte> pixels)
    {
        float low = float.MaxValue, high = float.MinValue;
        foreach (float value in values)
            if (float.IsFinite(value))
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
        pixels.Clear();
        if (!(high > low))
            return;
        int bins = 2 * pixels.Length;
        for (int bin = 0; bin < bins; bin++)
        {
            float largest = low;
            foreach (float value in values[Start(bin, bins)..Start(bin + 1, bins)])
                largest = float.IsFinite(value) ? Math.Max(largest, value) : largest;
            int level = (int)Math.Round(Levels * Math.Sqrt(((double)largest - low) / ((double)high - low)));
            pixels[bin / 2] |= (byte)(bin % 2 == 0 ? level << 4 : level);
        }
    }

    static float[] Restore(ReadOnlySpan<byte> pixels)
    {
        int bins = 2 * pixels.Length;
        float[] values = new float[SpectrumCodec.Points];
        for (int i = 0; i < values.Length; i++)
        {
            double at = Math.Clamp((i + 0.5) * bins / values.Length - 0.5, 0, bins - 1);
            int left = (int)at;
            double right = at - left;
            values[i] = (float)((1 - right) * Pixel(pixels, left) + right * Pixel(pixels, Math.Min(left + 1, bins - 1)));
        }
        return values;
    }

    static double Pixel(ReadOnlySpan<byte> pixels, int bin)
    {
        double level = (bin % 2 == 0 ? pixels[bin / 2] >> 4 : pixels[bin / 2] & 15) / (double)Levels;
        return level * level;
    }

    static int Start(int bin, int bins) => bin * SpectrumCodec.Points / bins;
}
