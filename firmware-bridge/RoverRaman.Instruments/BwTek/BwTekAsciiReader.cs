namespace RoverRaman.Instruments.BwTek;

/// <summary>Finds scans in ASCII mode: every byte has only a few values that it may take, so that a lost or doubled one shows at once.</summary>
public sealed class BwTekAsciiReader() : SpectrumReader(BwTekProtocol.Pixels, BwTekProtocol.AsciiScanLength, BwTekProtocol.AsciiScanLength)
{
    int _checked;

    /// <inheritdoc/>
    protected override int SkipToStart(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.IndexOfAnyInRange((byte)'0', (byte)'9');
        return at < 0 ? bytes.Length : at;
    }

    /// <inheritdoc/>
    protected override DecodeResult Decode(ReadOnlySpan<byte> bytes, Span<float> counts, out int length)
    {
        length = 0;
        // What was found good in an earlier look is not looked at again: a scan comes in hundreds of pieces.
        for (var pixel = _checked / BwTekProtocol.AsciiPixelLength; pixel < counts.Length; pixel++)
        {
            var line = bytes[Math.Min(bytes.Length, pixel * BwTekProtocol.AsciiPixelLength)..];
            if (!ReadLine(line, out var value))
                return DecodeResult.NotAMessage;
            if (line.Length < BwTekProtocol.AsciiPixelLength)
            {
                _checked = pixel * BwTekProtocol.AsciiPixelLength;
                return DecodeResult.NeedMore;
            }
            counts[pixel] = value;
        }
        if (bytes.Length < BwTekProtocol.AsciiScanLength)
            return DecodeResult.NeedMore;
        if (bytes[BwTekProtocol.AsciiScanLength - 1] != 0)
            return DecodeResult.NotAMessage;
        length = BwTekProtocol.AsciiScanLength;
        _checked = 0;
        return DecodeResult.Message;
    }

    /// <inheritdoc/>
    protected override void OnDropped(bool everything) => _checked = 0;

    // False for a byte that cannot stand where it does; a line that is not whole yet is good so far.
    static bool ReadLine(ReadOnlySpan<byte> line, out int value)
    {
        value = 0;
        for (var i = 0; i < Math.Min(line.Length, BwTekProtocol.AsciiPixelLength); i++)
        {
            var good = i switch { < 5 => line[i] is >= (byte)'0' and <= (byte)'9', 5 => line[i] == '\r', _ => line[i] == '\n' };
            if (!good)
                return false;
            if (i < 5)
                value = 10 * value + line[i] - '0';
        }
        return value <= ushort.MaxValue;
    }
}
