using System.Buffers.Binary;

namespace RoverRaman.Instruments;

/// <summary>
/// The pixel compression of Ocean's classic protocol, which B&amp;W Tek's BTC uses too: byte 0x80 is followed by an absolute value (u16, most
/// significant byte first), any other byte is the signed difference (-127..127) to the pixel before. The first pixel is absolute.
/// Source: USB2000 data sheet 170-00000-000-05-201102 and its worked example.
/// </summary>
public static class DeltaCompression
{
    /// <summary>Announces an absolute value.</summary>
    public const byte Marker = 0x80;

    /// <summary>Bytes of the worst case.</summary>
    public static int LongestLength(int pixels) => 3 * pixels;

    /// <summary>Writes the pixels; returns the number of bytes. Whatever fits a difference is sent as one.</summary>
    public static int Encode(ReadOnlySpan<ushort> pixels, Span<byte> destination)
    {
        var at = 0;
        for (var i = 0; i < pixels.Length; i++)
        {
            var difference = i == 0 ? int.MaxValue : pixels[i] - pixels[i - 1];
            if (difference is >= -127 and <= 127)
            {
                destination[at++] = (byte)(sbyte)difference;
                continue;
            }
            destination[at] = Marker;
            BinaryPrimitives.WriteUInt16BigEndian(destination[(at + 1)..], pixels[i]);
            at += 3;
        }
        return at;
    }

    /// <summary>Reads <paramref name="counts"/>.Length pixels. A value outside 0..65535, or a first byte that is no marker, is no such data.</summary>
    /// <param name="bytes">What has arrived.</param>
    /// <param name="counts">One value a pixel.</param>
    /// <param name="length">Bytes used.</param>
    /// <param name="checksum">Ocean's checksum of compressed data: 0x80 + value for absolute pixels, the raw byte for differences, modulo 65536.</param>
    public static DecodeResult Decode(ReadOnlySpan<byte> bytes, Span<float> counts, out int length, out ushort checksum)
    {
        (length, checksum) = (0, 0);
        int value = 0, at = 0, sum = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            if (at >= bytes.Length)
                return DecodeResult.NeedMore;
            var first = bytes[at];
            if (first == Marker)
            {
                if (bytes.Length - at < 3)
                    return DecodeResult.NeedMore;
                value = bytes[at + 1] << 8 | bytes[at + 2];
                sum += Marker + value;
                at += 3;
            }
            else
            {
                value += (sbyte)first;
                if (i == 0 || value is < 0 or > ushort.MaxValue)
                    return DecodeResult.NotAMessage;
                sum += first;
                at++;
            }
            counts[i] = value;
        }
        (length, checksum) = (at, (ushort)sum);
        return DecodeResult.Message;
    }
}
