namespace RoverRaman.Spectra;

/// <summary>One spectrum of a data set, on the grid.</summary>
/// <param name="Intensities"><see cref="Grid.Count"/> values, not scaled.</param>
/// <param name="ClassName">Mineral, or null where the label is withheld.</param>
/// <param name="SpecimenId">RRUFF ID (R040064) or null; spectra of one specimen never stand on both sides of a split.</param>
/// <param name="Source">File or row that it came from.</param>
/// <param name="LaserNanometres">Excitation wavelength, nm, where known.</param>
public sealed record LabeledSpectrum(float[] Intensities, string? ClassName, string? SpecimenId, string Source, double? LaserNanometres);
