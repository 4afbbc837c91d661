using System.Globalization;
using System.Text;

namespace RoverRaman.Instruments.BwTek;

/// <summary>
/// B&amp;W Tek BTC100, BTC110-S: ASCII commands ended by LF, 9600 8-N-1 at power-up.
/// <code>
/// a        ASCII mode          K n      rate: 0=115200 1=38400 2=19200 3=9600 4=4800 5=2400 6=1200 7=600
/// b        binary mode         I ms     integration time, 50..65000 ms
/// A n      scans to average    Q        reset
/// S        take a spectrum     ?letter  query
/// reply    echo of the line, CR LF, "ACK", CR LF; for a: 61 0D 0A 41 43 4B 0D 0A
/// scan, ASCII    2048 x (5 digits CR LF), then 00
/// scan, binary   2049 values in the coding of <see cref="DeltaCompression"/>, the first is dropped; no end mark
/// </code>
/// Source: two reverse-engineered clients (I. Lepper's notes at cholla.mmto.org, T. Trebisky's Python).
/// </summary>
public static class BwTekProtocol
{
    /// <summary>Pixels.</summary>
    public const int Pixels = 2048;

    /// <summary>Values in a binary scan; the first is no pixel.</summary>
    public const int BinaryValues = 2049;

    /// <summary>Bytes of one pixel in ASCII mode: 5 digits, CR, LF.</summary>
    public const int AsciiPixelLength = 7;

    /// <summary>Bytes of a scan in ASCII mode, with the closing 0.</summary>
    public const int AsciiScanLength = Pixels * AsciiPixelLength + 1;

    /// <summary>Shortest integration time, ms.</summary>
    public const int ShortestMilliseconds = 50;

    /// <summary>Longest integration time, ms.</summary>
    public const int LongestMilliseconds = 65000;

    /// <summary>What follows the echo of a command that was carried out.</summary>
    public static ReadOnlySpan<byte> Acknowledgement => "ACK\r\n"u8;

    /// <summary>Rates by code of command K. Not the codes of Ocean.</summary>
    public static IReadOnlyList<int> Rates { get; } = [115200, 38400, 19200, 9600, 4800, 2400, 1200, 600];

    /// <summary>A command with its number as bytes.</summary>
    public static byte[] Command(char letter, int? value = null) =>
        Encoding.ASCII.GetBytes(value is { } number ? string.Create(CultureInfo.InvariantCulture, $"{letter}{number}\n") : $"{letter}\n");

    /// <summary>The reply to a command line (without its LF): echo and ACK.</summary>
    public static byte[] Reply(ReadOnlySpan<byte> line) => [.. line, (byte)'\r', (byte)'\n', .. Acknowledgement];

    /// <summary>Writes a scan in ASCII mode; returns its length.</summary>
    public static int EncodeAscii(ReadOnlySpan<ushort> pixels, Span<byte> destination)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            var line = destination.Slice(i * AsciiPixelLength, AsciiPixelLength);
            var value = (int)pixels[i];
            for (var digit = 4; digit >= 0; digit--, value /= 10)
                line[digit] = (byte)('0' + value % 10);
            line[5] = (byte)'\r';
            line[6] = (byte)'\n';
        }
        destination[pixels.Length * AsciiPixelLength] = 0;
        return pixels.Length * AsciiPixelLength + 1;
    }

    /// <summary>Writes a scan in binary mode, the spurious first value before the pixels; returns its length.</summary>
    public static int EncodeBinary(ReadOnlySpan<ushort> pixels, Span<byte> destination)
    {
        var values = new ushort[pixels.Length + 1];
        values[0] = pixels[0];
        pixels.CopyTo(values.AsSpan(1));
        return DeltaCompression.Encode(values, destination);
    }
}
