namespace RoverRaman.Instruments.BwTek;

/// <summary>
/// Reads scans in binary mode. The protocol has neither end mark nor checksum: a changed difference, or two errors that cancel out, cannot
/// be told from a spectrum. The reader believes a scan only when it starts with an absolute value and never leaves 0..65535.
/// </summary>
public sealed class BwTekBinaryReader() : SpectrumReader(BwTekProtocol.Pixels, DeltaCompression.LongestLength(BwTekProtocol.BinaryValues), BwTekProtocol.BinaryValues + 2)
{
    readonly float[] _values = new float[BwTekProtocol.BinaryValues];

    /// <inheritdoc/>
    protected override int SkipToStart(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.IndexOf(DeltaCompression.Marker);
        return at < 0 ? bytes.Length : at;
    }

    /// <inheritdoc/>
    protected override DecodeResult Decode(ReadOnlySpan<byte> bytes, Span<float> counts, out int length)
    {
        length = 0;
        if (bytes.Length < BwTekProtocol.BinaryValues)
            return DecodeResult.NeedMore; // a value takes at least one byte
        var result = DeltaCompression.Decode(bytes, _values, out length, out _);
        if (result == DecodeResult.Message)
            _values.AsSpan(1).CopyTo(counts);
        return result;
    }
}
