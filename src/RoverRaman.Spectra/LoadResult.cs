namespace RoverRaman.Spectra;

/// <summary>What came of loading a path.</summary>
/// <param name="DataSet">The usable spectra, ordered by source name.</param>
/// <param name="Refused">Each file or row that was refused, and why.</param>
public sealed record LoadResult(SpectrumDataSet DataSet, IReadOnlyList<RefusedFile> Refused);
