using System.Buffers.Binary;

namespace RoverRaman.Instruments.Wasatch;

/// <summary>
/// Reads spectra of Wasatch's byte stream: pixels x u16, least significant byte first, nothing else. Only the count can be wrong; any
/// changed byte is another spectrum. TCP itself guards the bytes; behind a serial converter nothing does.
/// </summary>
/// <param name="pixels">Pixels of a line.</param>
public sealed class WispSpectrumReader(int pixels) : SpectrumReader(pixels, 2 * pixels, 2 * pixels)
{
    /// <inheritdoc/>
    protected override int SkipToStart(ReadOnlySpan<byte> bytes) => 0;

    /// <inheritdoc/>
    protected override DecodeResult Decode(ReadOnlySpan<byte> bytes, Span<float> counts, out int length)
    {
        length = 2 * counts.Length;
        if (bytes.Length < length)
            return DecodeResult.NeedMore;
        for (var i = 0; i < counts.Length; i++)
            counts[i] = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]);
        return DecodeResult.Message;
    }
}
