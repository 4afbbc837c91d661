using System.Globalization;

namespace RoverRaman.Spectra;

/// <summary>
/// What a RRUFF file name tells, fields parted by two underscores:
/// <c>Quartz__R040031__Raman__532__0__unoriented__Raman_Data_Processed__28135.txt</c>
/// (mineral, RRUFF ID, method, laser nm, angle, orientation, kind, file number).
/// </summary>
internal readonly record struct RruffFileName(string? Mineral, string? SpecimenId, double? LaserNanometres, string? Orientation, RruffKind Kind)
{
    const int MineralField = 0, IdField = 1, LaserField = 3, OrientationField = 5, FieldsOfAName = 4;

    internal static RruffFileName Parse(string path)
    {
        var name = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        if (name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase))
            name = name[..^4];
        var kind = KindOf(name);
        var fields = name.Split("__");
        return fields.Length < FieldsOfAName
            ? new RruffFileName(null, null, null, null, kind)
            : new RruffFileName(
                TextOrNull(fields[MineralField]),
                TextOrNull(fields[IdField]),
                Laser(fields[LaserField]),
                fields.Length > OrientationField ? TextOrNull(fields[OrientationField]) : null,
                kind);
    }

    /// <summary>RAW or Processed, from a file name or from the header's <c>Raman RAW</c>.</summary>
    internal static RruffKind KindOf(string text) =>
        text.Contains("Processed", StringComparison.OrdinalIgnoreCase) ? RruffKind.Processed
        : text.EndsWith("RAW", StringComparison.OrdinalIgnoreCase) || text.Contains("Data_RAW", StringComparison.OrdinalIgnoreCase) ? RruffKind.Raw
        : RruffKind.Any;

    /// <summary>Excitation wavelength, nm, from "532" or "532.0 nm"; null where it is no positive number.</summary>
    internal static double? Laser(string? text)
    {
        var number = text.AsSpan().Trim();
        if (number.EndsWith("nm", StringComparison.OrdinalIgnoreCase))
            number = number[..^2].TrimEnd();
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var nanometres)
            && nanometres > 0 && double.IsFinite(nanometres)
            ? nanometres
            : null;
    }

    static string? TextOrNull(string field) => string.IsNullOrWhiteSpace(field) ? null : field.Trim();
}
