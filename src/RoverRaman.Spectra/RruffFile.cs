namespace RoverRaman.Spectra;

/// <summary>One RRUFF text file.</summary>
/// <param name="Mineral">Species, HTML entities decoded: header NAMES, else the file name; null where neither tells.</param>
/// <param name="SpecimenId">RRUFF ID (R040064): header RRUFFID, else the file name; null where neither tells.</param>
/// <param name="LaserNanometres">Excitation wavelength, nm, from the file name; null where it does not tell.</param>
/// <param name="Orientation">Part of the file name after the angle, such as <c>unoriented</c>; null where it does not tell.</param>
/// <param name="Kind">RAW or Processed, from the file name.</param>
/// <param name="Header">Every <c>##KEY=value</c> line, first of a key wins.</param>
/// <param name="Spectrum">The points.</param>
public sealed record RruffFile(
    string? Mineral,
    string? SpecimenId,
    double? LaserNanometres,
    string? Orientation,
    RruffKind Kind,
    IReadOnlyDictionary<string, string> Header,
    Spectrum Spectrum);
