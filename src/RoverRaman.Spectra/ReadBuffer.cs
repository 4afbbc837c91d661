namespace RoverRaman.Spectra;

/// <summary>A growing buffer that one worker uses for file after file. Never larger than the limit, whatever a header claims.</summary>
internal sealed class ReadBuffer(long limit)
{
    const int InitialBytes = 256 * 1024;

    byte[] _bytes = new byte[InitialBytes];

    /// <summary>Reads to the end of the stream.</summary>
    /// <exception cref="SpectrumFormatException">More bytes than the limit.</exception>
    public ReadOnlySpan<byte> ReadAll(Stream stream)
    {
        var length = 0;
        while (true)
        {
            if (length == _bytes.Length)
                Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, _bytes.Length * 2L));
            var read = stream.Read(_bytes, length, _bytes.Length - length);
            if (read == 0)
                return _bytes.AsSpan(0, length);
            length += read;
            if (length > limit || length == Array.MaxLength)
                throw SpectrumFormatException.TooLarge(limit);
        }
    }
}
