using System.Buffers.Binary;

namespace RoverRaman.Instruments.Tcd1304;

/// <summary>
/// Reads replies of a TCD1304 board. There is no frame: the count of bytes is all there is, and that the upper four bits of each value
/// are 0, which a stream shifted by one byte hardly ever keeps. Counts are turned over, so that light is high: 4095 - value. A changed
/// low byte, and an even number of lost bytes made up by what follows, cannot be told from a spectrum.
/// </summary>
public sealed class TcdSpectrumReader() : SpectrumReader(TcdCommand.Values, TcdCommand.ReplyLength, TcdCommand.ReplyLength)
{
    const int None = -1;
    int _checked;
    // A bad value spoils every spectrum that would start before it: where it stands, seen from here and from one byte on.
    int _bad = None, _badShifted = None;

    /// <inheritdoc/>
    protected override int SkipToStart(ReadOnlySpan<byte> bytes) => 0;

    /// <inheritdoc/>
    protected override DecodeResult Decode(ReadOnlySpan<byte> bytes, Span<float> counts, out int length)
    {
        length = 0;
        if (_bad > None)
            return DecodeResult.NotAMessage;
        var whole = Math.Min(counts.Length, bytes.Length / 2);
        for (var i = Math.Min(_checked, whole); i < whole; i++)
        {
            var value = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]);
            if (value > TcdCommand.MaximumValue)
            {
                _bad = 2 * i;
                return DecodeResult.NotAMessage;
            }
            counts[i] = TcdCommand.MaximumValue - value;
        }
        _checked = whole;
        if (whole < counts.Length)
            return DecodeResult.NeedMore;
        _checked = 0;
        length = TcdCommand.ReplyLength;
        return DecodeResult.Message;
    }

    /// <inheritdoc/>
    protected override void OnDropped(bool everything)
    {
        _checked = 0;
        (_bad, _badShifted) = Pending == 0 ? (None, None) : (Math.Max(None, _badShifted - 1), Math.Max(None, _bad - 1));
    }
}
