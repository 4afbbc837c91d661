using System.Buffers.Binary;

namespace RoverRaman.Wire;

/// <summary>
/// Prepares numbers for an entropy coder: each minus the one before it, sign folded into the lowest bit, then all lowest bytes, all second
/// bytes and so on, because smooth spectra have high bytes of almost nothing. Reversible to the bit.
/// </summary>
static class DeltaPlanes
{
    /// <summary>float32 -> 4 planes, by way of integers that order as the floats do.</summary>
    public static void Split(ReadOnlySpan<float> values, Span<byte> planes)
    {
        uint previous = 0;
        for (int i = 0; i < values.Length; i++)
        {
            uint ordered = Order(BitConverter.SingleToUInt32Bits(values[i]));
            uint folded = Fold((int)(ordered - previous));
            previous = ordered;
            for (int plane = 0; plane < 4; plane++)
                planes[plane * values.Length + i] = (byte)(folded >> 8 * plane);
        }
    }

    /// <summary>u16 -> 2 planes.</summary>
    public static void Split(ReadOnlySpan<ushort> values, Span<byte> planes)
    {
        ushort previous = 0;
        Span<byte> word = stackalloc byte[2];
        for (int i = 0; i < values.Length; i++)
        {
            short delta = (short)(values[i] - previous);
            previous = values[i];
            BinaryPrimitives.WriteUInt16LittleEndian(word, (ushort)(delta << 1 ^ delta >> 15));
            (planes[i], planes[values.Length + i]) = (word[0], word[1]);
        }
    }

    /// <summary>4 planes -> float32.</summary>
    public static void Join(ReadOnlySpan<byte> planes, Span<float> values)
    {
        uint ordered = 0;
        for (int i = 0; i < values.Length; i++)
        {
            uint folded = 0;
            for (int plane = 0; plane < 4; plane++)
                folded |= (uint)planes[plane * values.Length + i] << 8 * plane;
            ordered += (uint)Unfold(folded);
            values[i] = BitConverter.UInt32BitsToSingle(Disorder(ordered));
        }
    }

    /// <summary>2 planes -> u16.</summary>
    public static void Join(ReadOnlySpan<byte> planes, Span<ushort> values)
    {
        ushort value = 0;
        for (int i = 0; i < values.Length; i++)
        {
            int folded = planes[i] | planes[values.Length + i] << 8;
            value = (ushort)(value + (folded >> 1 ^ -(folded & 1)));
            values[i] = value;
        }
    }

    // Negative floats order backwards by their bits: flip them all; positive ones go above.
    static uint Order(uint bits) => (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;

    static uint Disorder(uint ordered) => (ordered & 0x8000_0000) != 0 ? ordered & 0x7fff_ffff : ~ordered;

    static uint Fold(int delta) => (uint)(delta << 1 ^ delta >> 31);

    static int Unfold(uint folded) => (int)(folded >> 1) ^ -(int)(folded & 1);
}
