namespace RoverRaman.Instruments.C12880;

/// <summary>
/// Finds lines of 288 numbers in a free-running or answered text stream. A line counts only whole: the right number of values, each
/// 0..1023 without a leading zero. A changed or lost digit cannot be told from another value; a lost comma is told by the count.
/// The line in the middle of which listening began is dropped by the count too.
/// </summary>
public sealed class C12880LineReader() : SpectrumReader(C12880Protocol.Pixels, C12880Protocol.LongestLine)
{
    /// <inheritdoc/>
    protected override int SkipToStart(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.IndexOfAnyInRange((byte)'0', (byte)'9');
        return at < 0 ? bytes.Length : at;
    }

    /// <inheritdoc/>
    protected override DecodeResult Decode(ReadOnlySpan<byte> bytes, Span<float> counts, out int length)
    {
        length = bytes.IndexOf((byte)'\n') + 1;
        if (length == 0)
            return bytes.Length > C12880Protocol.LongestLine ? DecodeResult.NotAMessage : DecodeResult.NeedMore;
        var line = bytes[..(length - 1)];
        if (line.EndsWith("\r"u8))
            line = line[..^1];
        if (line.EndsWith(","u8))
            line = line[..^1];
        return Parse(line, counts) ? DecodeResult.Message : DecodeResult.NotAMessage;
    }

    static bool Parse(ReadOnlySpan<byte> line, Span<float> counts)
    {
        int pixel = 0, value = 0, digits = 0;
        foreach (var letter in line)
        {
            if (letter == ',')
            {
                if (digits == 0 || pixel >= counts.Length - 1)
                    return false;
                counts[pixel++] = value;
                (value, digits) = (0, 0);
                continue;
            }
            if (letter is < (byte)'0' or > (byte)'9' || (digits > 0 && value == 0))
                return false;
            value = 10 * value + letter - '0';
            digits++;
            if (value > C12880Protocol.MaximumValue)
                return false;
        }
        if (digits == 0 || pixel != counts.Length - 1)
            return false;
        counts[pixel] = value;
        return true;
    }
}
