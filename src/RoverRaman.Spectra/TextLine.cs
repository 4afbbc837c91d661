namespace RoverRaman.Spectra;

/// <summary>Splits one line of a two-column file. Separator: semicolon, tab, comma or blanks, found anew on each line.</summary>
internal static class TextLine
{
    /// <summary>Reads a line of exactly two numbers; NaN and infinity count as numbers, the caller refuses them.</summary>
    public static bool TryPair(ReadOnlySpan<byte> line, out double first, out double second)
    {
        second = 0;
        return TrySplit(line, out var left, out var right, out var decimalComma)
            && Number.TryParse(left, decimalComma, out first)
            && Number.TryParse(right, decimalComma, out second)
            || Fail(out first);
    }

    /// <summary>Whether the line starts with a number, so that it is a damaged point rather than free text.</summary>
    public static bool StartsWithNumber(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOfAny(" \t;"u8);
        var token = (end < 0 ? line : line[..end]).TrimEnd((byte)',');
        if (Number.TryParse(token, true, out _))
            return true;
        var comma = token.IndexOf((byte)',');
        return comma > 0 && Number.TryParse(token[..comma], false, out _);
    }

    // A comma parts the columns ("200.1,3", "200.1, 3") or stands for the decimal point ("200,1;3", "200,1 3,5"):
    // it is the decimal point where another separator is present and no blank follows it.
    static bool TrySplit(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> left, out ReadOnlySpan<byte> right, out bool decimalComma)
    {
        decimalComma = true;
        var at = line.IndexOf((byte)';');
        if (at < 0)
            at = TabOutsideComma(line);
        if (at < 0)
        {
            var comma = line.IndexOf((byte)',');
            var blank = line.IndexOfAny((byte)' ', (byte)'\t');
            decimalComma = blank >= 0 && comma >= 0 && !CommaPartsColumns(line, comma);
            at = comma >= 0 && !decimalComma ? comma : blank;
        }
        left = at < 0 ? line : line[..at].Trim(" \t"u8);
        right = at < 0 ? default : line[(at + 1)..].Trim(" \t"u8);
        return at > 0 && !right.IsEmpty;
    }

    static int TabOutsideComma(ReadOnlySpan<byte> line)
    {
        var tab = line.IndexOf((byte)'\t');
        return tab > 0 && line[tab - 1] != ',' && !(tab + 1 < line.Length && line[tab + 1] == ',') ? tab : -1;
    }

    static bool CommaPartsColumns(ReadOnlySpan<byte> line, int comma) =>
        (comma + 1 < line.Length && line[comma + 1] is (byte)' ' or (byte)'\t') || (comma > 0 && line[comma - 1] is (byte)' ' or (byte)'\t');

    static bool Fail(out double value)
    {
        value = 0;
        return false;
    }
}
