namespace RoverRaman.Spectra;

/// <summary>How far loading has come.</summary>
/// <param name="Done">Files read so far.</param>
/// <param name="Total">Files in all.</param>
public readonly record struct LoadProgress(int Done, int Total);
