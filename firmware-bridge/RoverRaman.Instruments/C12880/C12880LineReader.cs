namespace RoverRaman.Instruments.C12880;

/// <summary>
/// Finds lines of 288 numbers in a free-running or answered text stream. A line counts only whole: the right number of values, each
/// 0..1023 without a leading zero. A changed or lost digit cannot be told from another value; a lost comma is told by the count.
/// A line that fails is dropped whole, so that no part of it is taken for another. Of a free-running stream the line in the middle of which
/// listening began is dropped unread.
/// </summary>
/// <param name="freeRunning">Each number is followed by a comma, the last one too, and the stream has no beginning.</param>
public sealed class C12880LineReader(bool freeRunning) : SpectrumReader(C12880Protocol.Pixels, C12880Protocol.LongestLine, 2 * C12880Protocol.Pixels)
{
    bool _atLineStart = !freeRunning;

    /// <inheritdoc/>
    protected override int SkipToStart(ReadOnlySpan<byte> bytes)
    {
        if (_atLineStart)
            return 0;
        var end = bytes.IndexOf((byte)'\n');
        _atLineStart = end >= 0;
        return end < 0 ? bytes.Length : end + 1;
    }

    /// <inheritdoc/>
    protected override DecodeResult Decode(ReadOnlySpan<byte> bytes, Span<float> counts, out int length)
    {
        length = bytes.IndexOf((byte)'\n') + 1;
        if (length == 0)
        {
            if (bytes.Length <= C12880Protocol.LongestLine)
                return DecodeResult.NeedMore;
            length = bytes.Length; // its end, when it comes, belongs to it
            _atLineStart = false;
            return DecodeResult.NotAMessage;
        }
        var line = bytes[..(length - 1)];
        if (line.EndsWith("\r"u8))
            line = line[..^1];
        if (line.EndsWith(","u8) != freeRunning)
            return DecodeResult.NotAMessage;
        return Parse(freeRunning ? line[..^1] : line, counts) ? DecodeResult.Message : DecodeResult.NotAMessage;
    }

    /// <inheritdoc/>
    protected override void OnDropped(bool everything)
    {
        if (everything)
            _atLineStart = !freeRunning;
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
