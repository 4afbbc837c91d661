namespace RoverRaman.Spectra;

/// <summary>
/// Reads two columns of text, Raman shift (cm-1) and intensity, as instruments and spreadsheets write them. Columns are parted by tab,
/// blanks, comma or semicolon; the decimal sign is a point, or a comma where another separator is used. Text lines above and below the
/// points (headers, comments) are passed over; points may come in any order; values at equal shifts are averaged.
/// </summary>
public static class TwoColumnText
{
    /// <summary>Reads one file.</summary>
    /// <param name="bytes">The whole file: UTF-8, Latin-1, or UTF-16 with its byte-order mark.</param>
    /// <exception cref="SpectrumFormatException">
    /// Empty, not text, fewer than two points, a value that is not finite, a line between the points that is not two numbers,
    /// more than two columns, or a last line that was cut after its first number.
    /// </exception>
    public static Spectrum Parse(ReadOnlySpan<byte> bytes)
    {
        var text = TextBytes.Normalize(bytes);
        var points = new PointBuffer(text.Length);
        var lines = new LineReader(text);
        var (oddLine, odd) = (0, string.Empty);
        while (lines.MoveNext())
        {
            var line = lines.Current;
            if (line.IsEmpty || IsComment(line))
                continue;
            if (TextLine.TryPair(line, out var shift, out var intensity))
            {
                // Free text may follow the last point, but not stand between two.
                if (oddLine > 0 && points.Count > 0)
                    throw SpectrumFormatException.BadLine("a pair of numbers", odd, oddLine);
                (oddLine, odd) = (0, string.Empty);
                points.Add(shift, intensity, lines.Number);
                continue;
            }
            if (points.Count > 0 && TextLine.StartsWithNumber(line))
                throw lines.IsUnterminated
                    ? SpectrumFormatException.Truncated("two numbers on the last line", TextBytes.Excerpt(line))
                    : SpectrumFormatException.BadLine("two columns, Raman shift and intensity", TextBytes.Excerpt(line), lines.Number);
            if (oddLine == 0)
                (oddLine, odd) = (lines.Number, TextBytes.Excerpt(line));
        }
        if (points.Count == 0 && oddLine > 0)
            throw SpectrumFormatException.BadLine("lines of two numbers, Raman shift and intensity", odd, oddLine);
        return points.ToSpectrum();
    }

    static bool IsComment(ReadOnlySpan<byte> line) => line[0] is (byte)'#' or (byte)'%' or (byte)'"' or (byte)'\'' || line.StartsWith("//"u8);
}
