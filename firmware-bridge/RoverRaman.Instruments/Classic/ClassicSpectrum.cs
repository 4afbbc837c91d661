using System.Buffers.Binary;

namespace RoverRaman.Instruments.Classic;

/// <summary>
/// A spectrum of the classic protocol as bytes. After STX (0x02) come WORDs, most significant byte first:
/// <code>
/// word  USB4000, Flame                        USB2000
///   0   FFFF                                  FFFF
///   1   0 pixels are WORDs, 1 DWORDs          channel, always 0
///   2   scans accumulated                     0
///   3   integration time, ms                  0
///   4   FPGA baseline, most significant       integration time, ms
///   5   FPGA baseline, least significant      0
///   6   pixel mode (0: all)                   pixel mode
///   ..  pixels: WORDs, DWORDs, or compressed  pixels: WORDs, or compressed
///   ..  checksum, where command k asked for it: sum of the pixels modulo 65536, or that of <see cref="DeltaCompression"/>
/// last  FFFD
/// </code>
/// FFFF and FFFD may stand in saturated pixels: they are counted to, never searched for. The data sheets do not say on which side of FFFD
/// the checksum stands, nor whether the header is compressed; here it stands before, and the header is not.
/// </summary>
public static class ClassicSpectrum
{
    /// <summary>STX and the header.</summary>
    public const int HeaderLength = 1 + 7 * 2;

    /// <summary>First word.</summary>
    public const ushort Start = 0xFFFF;

    /// <summary>Last word.</summary>
    public const ushort End = 0xFFFD;

    /// <summary>Sum of pixels modulo 65536: the checksum of data that is not compressed.</summary>
    public static ushort Sum(ReadOnlySpan<ushort> pixels)
    {
        var sum = 0;
        foreach (var pixel in pixels)
            sum += pixel;
        return (ushort)sum;
    }

    /// <summary>Longest spectrum of a format, bytes.</summary>
    public static int LongestLength(ClassicFormat format) =>
        HeaderLength + (format.Compressed ? DeltaCompression.LongestLength(format.Pixels) : PlainLength(format)) + TrailerLength(format);

    /// <summary>Shortest spectrum of a format, bytes.</summary>
    public static int ShortestLength(ClassicFormat format) =>
        HeaderLength + (format.Compressed ? format.Pixels + 2 : PlainLength(format)) + TrailerLength(format);

    /// <summary>Bytes behind the pixels: end word and, where it was asked for, checksum.</summary>
    public static int TrailerLength(ClassicFormat format) => format.Checksum ? 4 : 2;

    static int PlainLength(ClassicFormat format) => format.Pixels * (format.Wide ? 4 : 2);

    /// <summary>Writes a whole spectrum from STX to the end word; returns its length.</summary>
    /// <param name="format">How it is sent.</param>
    /// <param name="scans">Scans summed.</param>
    /// <param name="milliseconds">Integration time, ms; sent modulo 65536.</param>
    /// <param name="pixels">One value a pixel; of a wide format the low WORD alone can be given here.</param>
    /// <param name="destination">At least <see cref="LongestLength"/> bytes.</param>
    public static int Encode(ClassicFormat format, int scans, int milliseconds, ReadOnlySpan<uint> pixels, Span<byte> destination)
    {
        WriteHeader(format, scans, milliseconds, destination);
        var at = HeaderLength;
        var sum = 0u;
        if (format.Compressed)
        {
            Span<ushort> narrow = new ushort[pixels.Length];
            for (var i = 0; i < pixels.Length; i++)
                narrow[i] = (ushort)pixels[i];
            var used = DeltaCompression.Encode(narrow, destination[at..]);
            _ = DeltaCompression.Decode(destination.Slice(at, used), new float[pixels.Length], out _, out var checksum);
            (sum, at) = (checksum, at + used);
        }
        else
        {
            foreach (var pixel in pixels)
            {
                sum += pixel;
                if (format.Wide)
                    BinaryPrimitives.WriteUInt32BigEndian(destination[at..], pixel);
                else
                    BinaryPrimitives.WriteUInt16BigEndian(destination[at..], (ushort)pixel);
                at += format.Wide ? 4 : 2;
            }
        }
        if (format.Checksum)
        {
            BinaryPrimitives.WriteUInt16BigEndian(destination[at..], (ushort)sum);
            at += 2;
        }
        BinaryPrimitives.WriteUInt16BigEndian(destination[at..], End);
        return at + 2;
    }

    static void WriteHeader(ClassicFormat format, int scans, int milliseconds, Span<byte> destination)
    {
        destination[..HeaderLength].Clear();
        destination[0] = (byte)ClassicReply.StartOfText;
        Word(destination, 0, Start);
        if (format.Model == ClassicModel.Usb4000)
        {
            Word(destination, 1, format.Wide ? (ushort)1 : (ushort)0);
            Word(destination, 2, (ushort)scans);
            Word(destination, 3, (ushort)milliseconds);
        }
        else
        {
            Word(destination, 4, (ushort)milliseconds);
        }
    }

    static void Word(Span<byte> destination, int index, ushort value) => BinaryPrimitives.WriteUInt16BigEndian(destination[(1 + 2 * index)..], value);
}
