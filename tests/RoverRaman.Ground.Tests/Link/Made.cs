using System.Buffers;
using RoverRaman.Triage;
using RoverRaman.Wire;

namespace RoverRaman.Ground.Tests;

/// <summary>Products to send.</summary>
static class Made
{
    public static StoredProduct Product(ProductKind kind, uint sequence, byte bin = 1, float value = 0.5f)
    {
        var packed = new byte[Descriptor.Size];
        packed[sequence % Descriptor.Size] = 127;
        return new StoredProduct(new(kind, sequence), bin, value, sequence, (ushort)(sequence % 50), 0.9f, packed, Body(kind, sequence, Spectrum(sequence)));
    }

    public static byte[] Body(ProductKind kind, uint sequence, float[] spectrum)
    {
        var summary = new ProductSummary { Sequence = sequence, ClassId = (ushort)(sequence % 50), Percent = 90, SecondClassId = 3, SecondPercent = 5, Action = TriageAction.SendSpectrum };
        var output = new ArrayBufferWriter<byte>();
        switch (kind)
        {
            case ProductKind.Bits:
                var bits = new byte[ProductUnit.BitsSize];
                ProductUnit.WriteBits(bits, summary);
                return bits;
            case ProductKind.Tiny:
                var tiny = new byte[TinyProduct.Size];
                TinyProduct.Write(tiny, summary);
                return tiny;
            case ProductKind.Standard:
                StandardProduct.Write(output, summary);
                break;
            case ProductKind.Peaks:
                Span<SpectrumPeak> peaks = stackalloc SpectrumPeak[PeaksProduct.MaxPeaks];
                PeaksProduct.Write(output, summary, peaks[..PeakPicker.Pick(spectrum, peaks)]);
                break;
            case ProductKind.Thumbnail64 or ProductKind.Thumbnail256:
                ThumbnailProduct.Write(output, sequence, spectrum, kind == ProductKind.Thumbnail256);
                break;
            case ProductKind.Near:
                SpectrumProduct.WriteNear(output, sequence, spectrum, 0.005);
                break;
            case ProductKind.Lossless:
                SpectrumProduct.WriteLossless(output, sequence, spectrum);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A few lines and noise.</summary>
    public static float[] Spectrum(uint seed)
    {
        var random = new Random((int)seed);
        var values = new float[SpectrumCodec.Points];
        for (var line = 0; line < 5; line++)
        {
            double at = random.Next(values.Length), height = random.NextDouble() * 1000, width = 4 + random.Next(8);
            for (var i = 0; i < values.Length; i++)
                values[i] += (float)(height / (1 + Math.Pow((i - at) / width, 2)));
        }
        for (var i = 0; i < values.Length; i++)
            values[i] += random.Next(5);
        return values;
    }
}
