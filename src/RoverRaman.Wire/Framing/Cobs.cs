namespace RoverRaman.Wire;

/// <summary>
/// Consistent Overhead Byte Stuffing (Cheshire and Baker, IEEE/ACM Transactions on Networking 7(2), 1999): rewrites data free of 00,
/// so that 00 can end a frame. Costs one byte, and one more for every 254.
/// </summary>
public static class Cobs
{
    const int LongestBlock = 254;

    /// <summary>Most bytes that <paramref name="length"/> bytes of data become; the frame's 00 is not counted.</summary>
    public static int MaxEncodedSize(int length) => length + length / LongestBlock + 1;

    /// <summary>
    /// Encodes <paramref name="data"/> and returns the number of bytes written. <paramref name="data"/> may lie at the very end of
    /// <paramref name="output"/>: writing never overtakes reading.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="output"/> is shorter than <see cref="MaxEncodedSize"/>.</exception>
    public static int Encode(ReadOnlySpan<byte> data, Span<byte> output)
    {
        if (output.Length < MaxEncodedSize(data.Length))
            throw new ArgumentException($"Expected room for {MaxEncodedSize(data.Length)} bytes, found {output.Length}.", nameof(output));
        // block: n, then n-1 bytes without 00; stands for these bytes and a 00, but n = 255 for 254 bytes and no 00.
        int code = 0;
        int written = 1;
        foreach (byte value in data)
        {
            if (written - code > LongestBlock)
            {
                output[code] = byte.MaxValue;
                code = written++;
            }
            if (value != 0)
            {
                output[written++] = value;
                continue;
            }
            output[code] = (byte)(written - code);
            code = written++;
        }
        output[code] = (byte)(written - code);
        return written;
    }

    /// <summary>
    /// Decodes one frame without its 00 into <paramref name="output"/>, which may be the same memory. False where
    /// <paramref name="encoded"/> is not COBS (empty, holds a 00, ends inside a block) or the output is too short.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, Span<byte> output, out int written)
    {
        written = 0;
        if (encoded.IsEmpty || encoded.Contains((byte)0))
            return false;
        while (!encoded.IsEmpty)
        {
            int code = encoded[0];
            bool zeroFollows = code <= LongestBlock && encoded.Length > code;
            if (code > encoded.Length || written + code - 1 + (zeroFollows ? 1 : 0) > output.Length)
                return false;
            encoded[1..code].CopyTo(output[written..]);
            written += code - 1;
            if (zeroFollows)
                output[written++] = 0;
            encoded = encoded[code..];
        }
        return true;
    }
}
