using System.Globalization;
using System.Text;

namespace RoverRaman.Spectra;

/// <summary>
/// Reads a table of spectra that already lie on the paper's grid: header <c>class,200,201,...,1591</c>, one spectrum a row.
/// Rows carry no specimen ID.
/// </summary>
public static class GridCsv
{
    const string ExpectedHeader = "'class,200,201,...,1591'";

    /// <summary>Whether the first line looks like such a table, however wrong its header may be: many columns, or the word <c>class</c>.</summary>
    internal static bool Matches(ReadOnlySpan<byte> text)
    {
        var line = TextBytes.FirstLine(text);
        return line.StartsWith("class,"u8) || (!line.StartsWith("##"u8) && line.Count((byte)',') > 16);
    }

    /// <summary>Reads one table. A row that is not usable is refused by its number; the others count.</summary>
    /// <param name="bytes">The whole table, unpacked.</param>
    /// <param name="source">Its name; row 1 becomes <c>source#1</c>.</param>
    /// <exception cref="SpectrumFormatException">Empty, not text, or a header that is not the grid's.</exception>
    public static LoadResult Parse(ReadOnlySpan<byte> bytes, string source)
    {
        var lines = new LineReader(TextBytes.Normalize(bytes));
        while (lines.MoveNext() && lines.Current.IsEmpty) { }
        CheckHeader(lines.Current, lines.Number);

        var spectra = new List<LabeledSpectrum>();
        var refused = new List<RefusedFile>();
        var row = 0;
        while (lines.MoveNext())
        {
            if (lines.Current.IsEmpty)
                continue;
            var name = $"{source}#{++row}";
            try
            {
                spectra.Add(ParseRow(lines.Current, lines.Number, name));
            }
            catch (SpectrumFormatException exception)
            {
                refused.Add(new RefusedFile(name, exception.Reason, exception.Message));
            }
        }
        return new LoadResult(new SpectrumDataSet(spectra), refused);
    }

    /// <summary>Writes a table that <see cref="Parse"/> reads; values are rounded to a hundred-thousandth of the largest, or finer.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="spectra">Name of the class and 1,392 intensities on the grid.</param>
    /// <exception cref="ArgumentException">A name holds a comma or the end of a line, or a spectrum is not on the grid.</exception>
    public static void Write(TextWriter output, IEnumerable<(string ClassName, float[] Intensities)> spectra)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(spectra);
        output.Write("class," + string.Join(',', Enumerable.Range(0, Grid.Count).Select(i => Grid.First + i * Grid.Step)) + "\n");
        foreach (var (name, intensities) in spectra)
        {
            if (name.AsSpan().ContainsAny(",\r\n") || intensities.Length != Grid.Count)
                throw new ArgumentException($"Expected a class name without commas and {Grid.Count} intensities, found '{name}' and {intensities.Length}.", nameof(spectra));
            string format = "0." + new string('#', Decimals(intensities));
            output.Write(name + "," + string.Join(',', intensities.Select(value => value.ToString(format, CultureInfo.InvariantCulture))) + "\n");
        }
    }

    static int Decimals(float[] values)
    {
        float largest = values.Max(Math.Abs);
        return largest > 0 ? Math.Clamp(5 - (int)Math.Floor(Math.Log10(largest)), 0, 15) : 0;
    }

    static void CheckHeader(ReadOnlySpan<byte> header, int line)
    {
        if (!TryField(ref header, out var first) || !Ascii.EqualsIgnoreCase(first, "class"u8))
            throw SpectrumFormatException.BadHeader($"the header {ExpectedHeader}", TextBytes.Excerpt(first), line);
        for (var i = 0; i < Grid.Count; i++)
            if (!TryField(ref header, out var shift) || !Number.TryParse(shift, false, out var value) || value != Grid.First + i * Grid.Step)
                throw SpectrumFormatException.BadHeader(
                    $"{Grid.First + i * Grid.Step} as column {i + 2} of the header {ExpectedHeader}",
                    shift.IsEmpty ? $"{i + 1} columns" : TextBytes.Excerpt(shift),
                    line);
        if (!header.IsEmpty)
            throw SpectrumFormatException.BadHeader($"{Grid.Count + 1} columns, {ExpectedHeader}", $"more, from {TextBytes.Excerpt(header)}", line);
    }

    static LabeledSpectrum ParseRow(ReadOnlySpan<byte> row, int line, string source)
    {
        _ = TryField(ref row, out var label);
        var intensities = new float[Grid.Count];
        for (var i = 0; i < Grid.Count; i++)
        {
            if (!TryField(ref row, out var field))
                throw SpectrumFormatException.Truncated($"{Grid.Count} values on line {line}", $"{i}");
            if (!Number.TryParse(field, false, out var value))
                throw SpectrumFormatException.BadLine($"a number at {Grid.First + i * Grid.Step} cm-1", TextBytes.Excerpt(field), line);
            if (!float.IsFinite(intensities[i] = (float)value))
                throw SpectrumFormatException.NotFinite(line, Grid.First + i * Grid.Step, value);
        }
        if (!row.IsEmpty)
            throw SpectrumFormatException.BadLine($"{Grid.Count} values", $"more, from {TextBytes.Excerpt(row)}", line);
        var name = Encoding.UTF8.GetString(label).Trim();
        return new LabeledSpectrum(intensities, name.Length == 0 ? null : name, null, source, null);
    }

    // Cuts one field off; an empty rest means that none is left.
    static bool TryField(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> field)
    {
        var present = !rest.IsEmpty;
        var comma = rest.IndexOf((byte)',');
        field = (comma < 0 ? rest : rest[..comma]).Trim(" \t\""u8);
        rest = comma < 0 ? default : rest[(comma + 1)..];
        return present;
    }
}
