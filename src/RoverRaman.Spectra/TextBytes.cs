using System.Text;

namespace RoverRaman.Spectra;

/// <summary>Brings a file's bytes to text that the parsers read: no byte-order mark, one byte a basic character, nothing binary.</summary>
internal static class TextBytes
{
    const int ExcerptLength = 40;

    /// <summary>The text without its mark; UTF-16 with a mark (common on Windows instruments) becomes UTF-8.</summary>
    /// <exception cref="SpectrumFormatException">No bytes, or control bytes that no text holds.</exception>
    public static ReadOnlySpan<byte> Normalize(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            bytes = bytes[3..];
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            bytes = Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(bytes[2..]));
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            bytes = Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(bytes[2..]));

        if (bytes.IsEmpty)
            throw new SpectrumFormatException(SpectrumFault.Empty, "Expected text, found an empty file.");
        var control = bytes.IndexOfAny(NotText);
        if (control >= 0)
            throw SpectrumFormatException.Binary(control, bytes[control]);
        return bytes;
    }

    /// <summary>The first line of a text.</summary>
    public static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> text)
    {
        var lines = new LineReader(text);
        while (lines.MoveNext())
            if (!lines.Current.IsEmpty)
                return lines.Current;
        return default;
    }

    /// <summary>The start of a line, for an error message.</summary>
    public static string Excerpt(ReadOnlySpan<byte> line) =>
        line.Length <= ExcerptLength ? $"'{Encoding.UTF8.GetString(line)}'" : $"'{Encoding.UTF8.GetString(line[..ExcerptLength])}...'";

    // Control bytes but for tab, line feed, vertical tab, form feed, carriage return, and the old end-of-file mark 0x1A.
    static readonly System.Buffers.SearchValues<byte> NotText = System.Buffers.SearchValues.Create(
        (ReadOnlySpan<byte>)[0, 1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 27, 28, 29, 30, 31, 127]);
}
