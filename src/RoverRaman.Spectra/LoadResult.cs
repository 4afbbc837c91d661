namespace RoverRaman.Spectra;

/// <summary>What came of loading a path.</summary>
/// <param name="DataSet">The usable spectra, ordered by file name (ordinal); rows of a table in their order.</param>
/// <param name="Refused">Each file or row that was refused, and why, in the same order.</param>
/// <param name="Excluded">RRUFF files left out because <see cref="LoadOptions.Kind"/> asked for the other kind.</param>
public sealed record LoadResult(SpectrumDataSet DataSet, IReadOnlyList<RefusedFile> Refused, int Excluded = 0);
