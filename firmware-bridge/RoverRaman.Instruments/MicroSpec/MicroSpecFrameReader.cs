using System.Buffers.Binary;

namespace RoverRaman.Instruments.MicroSpec;

/// <summary>
/// Finds frames of the MicroSpec: two status bytes 0 and the expected number of pixels, then the pixels. There is no checksum and no end
/// mark: a changed pixel byte cannot be told from a spectrum.
/// </summary>
/// <param name="pixels">Pixels that the sensor is set up for.</param>
public sealed class MicroSpecFrameReader(int pixels = MicroSpecProtocol.Pixels) : SpectrumReader(pixels, MicroSpecProtocol.FrameHeader + 2 * pixels, MicroSpecProtocol.FrameHeader + 2 * pixels)
{
    /// <inheritdoc/>
    protected override int SkipToStart(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.IndexOf(MicroSpecProtocol.Good);
        return at < 0 ? bytes.Length : at;
    }

    /// <inheritdoc/>
    protected override DecodeResult Decode(ReadOnlySpan<byte> bytes, Span<float> counts, out int length)
    {
        length = 0;
        Span<byte> header = [MicroSpecProtocol.Good, MicroSpecProtocol.Good, (byte)(counts.Length >> 8), (byte)counts.Length];
        var seen = Math.Min(bytes.Length, header.Length);
        if (!bytes[..seen].SequenceEqual(header[..seen]))
            return DecodeResult.NotAMessage;
        if (bytes.Length < LongestFrame)
            return DecodeResult.NeedMore;
        length = LongestFrame;
        for (var i = 0; i < counts.Length; i++)
            counts[i] = BinaryPrimitives.ReadUInt16BigEndian(bytes[(MicroSpecProtocol.FrameHeader + 2 * i)..]);
        return DecodeResult.Message;
    }
}
