using System.Globalization;

namespace RoverRaman.Emulator;

/// <summary>The built-in table of Raman peaks, minerals.csv: what the emulator plays when there are no measured spectra.</summary>
public static class MineralTable
{
    const string Header = "mineral,shift_cm1,relative,fwhm_cm1,source";

    /// <summary>The built-in minerals, in the table's order.</summary>
    public static IReadOnlyList<Mineral> BuiltIn { get; } = ReadBuiltIn();

    // One peak a line, peaks of a mineral together: mineral,shift_cm1,relative,fwhm_cm1,source. # starts a comment.
    /// <summary>Reads a table.</summary>
    /// <exception cref="FormatException">A line is not as it should be; the message names it.</exception>
    public static IReadOnlyList<Mineral> Parse(TextReader text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var minerals = new List<Mineral>();
        var peaks = new List<MineralPeak>();
        var number = 0;
        while (text.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0 || line[0] == '#' || line == Header)
                continue;
            var (name, peak) = ParseLine(line, number);
            if (minerals.Count == 0 || minerals[^1].Name != name)
                minerals.Add(new Mineral(name, peaks = []));
            peaks.Add(peak);
        }
        return minerals;
    }

    static (string Name, MineralPeak Peak) ParseLine(string line, int number)
    {
        var fields = line.Split(',', 5);
        if (fields.Length == 5 && Positive(fields[1], out var shift) && Positive(fields[2], out var relative) && Positive(fields[3], out var width))
            return (fields[0], new MineralPeak(shift, relative, width, fields[4]));
        throw new FormatException($"Expected \"{Header}\" with three numbers above 0 in line {number}, found \"{line}\".");
    }

    static bool Positive(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value > 0 && double.IsFinite(value);

    static IReadOnlyList<Mineral> ReadBuiltIn()
    {
        using var stream = typeof(MineralTable).Assembly.GetManifestResourceStream("minerals.csv")
            ?? throw new InvalidOperationException("Expected minerals.csv inside the program, found none.");
        using var text = new StreamReader(stream);
        return Parse(text);
    }
}
