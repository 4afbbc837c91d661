namespace RoverRaman.Instruments.BwTek;

/// <summary>Finds scans in ASCII mode: every byte has only a few values that it may take, so that a lost or doubled one shows at once.</summary>
public sealed class BwTekAsciiReader() : SpectrumReader(BwTekProtocol.Pixels, BwTekProtocol.AsciiScanLength, BwTekProtocol.AsciiScanLength)
{
    const int Digits = BwTekProtocol.AsciiPixelLength - 2;
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
            {
                length = pixel * BwTekProtocol.AsciiPixelLength; // no scan starts in the good lines before: each would hold this one
                return DecodeResult.NotAMessage;
            }
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
        foreach (var letter in line[..Math.Min(line.Length, Digits)])
        {
            var digit = letter - '0';
            if ((uint)digit > 9)
                return false;
            value = 10 * value + digit;
        }
        return value <= ushort.MaxValue && (line.Length <= Digits || line[Digits] == '\r') && (line.Length <= Digits + 1 || line[Digits + 1] == '\n');
    }
}
