namespace RoverRaman.Spectra;

/// <summary>A class found by <see cref="SpectralMatcher"/>.</summary>
/// <param name="Label">Index into the references' classes.</param>
/// <param name="ClassName">Mineral.</param>
/// <param name="Similarity">Pearson correlation with the class' nearest reference, -1..1; 0 where the query holds no peak.</param>
/// <param name="Lag">Shift of the query that fits best, cm-1.</param>
/// <param name="Source">Where the nearest reference came from.</param>
public readonly record struct SpectralMatch(int Label, string ClassName, float Similarity, int Lag, string Source);
