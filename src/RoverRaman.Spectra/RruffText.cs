using System.Net;
using System.Text;

namespace RoverRaman.Spectra;

/// <summary>
/// Reads RRUFF's text format: header lines <c>##KEY=value</c>, points <c>shift, intensity</c>, end mark <c>##END=</c>.
/// A value may hold further equals signs, so a header line is split at the first one. The edition of rruff.net (since about 2024)
/// adds <c>##FILETYPE=Raman Processed</c> and <c>##RAMAN WAVELENGTH=532</c> and writes no end mark; both are read.
/// </summary>
public static class RruffText
{
    const string FileType = "FILETYPE";
    const int MaxHeaderLines = 1000;

    /// <summary>Whether the text starts as a RRUFF file does, with <c>##</c>.</summary>
    internal static bool Matches(ReadOnlySpan<byte> text) => text.TrimStart(" \t\r\n"u8).StartsWith("##"u8);

    /// <summary>Reads one file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="fileName">Its name, which tells what the header leaves out; may carry folders.</param>
    /// <exception cref="SpectrumFormatException">
    /// Not text, no <c>##</c> header, a line among the points that is not one, fewer than two points, a value that is not finite, or
    /// neither <c>##END=</c> nor <c>##FILETYPE=</c>: such a file was cut, and its last number cannot be trusted.
    /// </exception>
    public static RruffFile Parse(ReadOnlySpan<byte> bytes, string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        var text = TextBytes.Normalize(bytes);
        if (!Matches(text))
            throw SpectrumFormatException.BadHeader("a RRUFF header line '##KEY=value'", TextBytes.Excerpt(TextBytes.FirstLine(text)), 1);

        var header = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var points = new PointBuffer(text.Length);
        if (!ReadLines(text, header, points) && !header.ContainsKey(FileType))
            throw SpectrumFormatException.Truncated("the end mark '##END='", $"the end of the file after {points.Count} points");

        var name = RruffFileName.Parse(fileName);
        return new RruffFile(
            Decoded(header, "NAMES") ?? name.Mineral,
            Decoded(header, "RRUFFID") ?? name.SpecimenId,
            RruffFileName.Laser(header.GetValueOrDefault("RAMAN WAVELENGTH")) ?? name.LaserNanometres,
            Decoded(header, "ORIENTATION") ?? name.Orientation,
            header.TryGetValue(FileType, out var type) ? RruffFileName.KindOf(type) : name.Kind,
            header,
            points.ToSpectrum());
    }

    static bool ReadLines(ReadOnlySpan<byte> text, Dictionary<string, string> header, PointBuffer points)
    {
        var lines = new LineReader(text);
        while (lines.MoveNext())
        {
            var line = lines.Current;
            if (line.IsEmpty)
                continue;
            if (line.StartsWith("##"u8))
            {
                if (ReadHeader(line[2..], lines.Number, header))
                    return true;
            }
            else if (!TextLine.TryPair(line, out var shift, out var intensity))
            {
                // Free text and column titles may stand above the points, not among them.
                if (points.Count > 0)
                    throw lines.IsUnterminated
                        ? SpectrumFormatException.Truncated("a pair 'shift, intensity' on the last line", TextBytes.Excerpt(line))
                        : SpectrumFormatException.BadLine("a pair 'shift, intensity'", TextBytes.Excerpt(line), lines.Number);
            }
            else
            {
                points.Add(shift, intensity, lines.Number);
            }
        }
        return false;
    }

    // True at the end mark.
    static bool ReadHeader(ReadOnlySpan<byte> line, int number, Dictionary<string, string> header)
    {
        var equals = line.IndexOf((byte)'=');
        var key = equals < 0 ? line : line[..equals];
        key = key.Trim((byte)' ');
        if (Ascii.EqualsIgnoreCase(key, "END"u8))
            return true;
        if (header.Count == MaxHeaderLines)
            throw SpectrumFormatException.BadHeader($"at most {MaxHeaderLines} header lines", TextBytes.Excerpt(line), number);
        if (equals >= 0)
            _ = header.TryAdd(Encoding.UTF8.GetString(key), Encoding.UTF8.GetString(line[(equals + 1)..]).Trim());
        return false;
    }

    static string? Decoded(Dictionary<string, string> header, string key)
    {
        if (!header.TryGetValue(key, out var value))
            return null;
        var decoded = WebUtility.HtmlDecode(value).Trim();
        return decoded.Length == 0 ? null : decoded;
    }
}
