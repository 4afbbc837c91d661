namespace RoverRaman.Training.Experiments;

/// <summary>One line of the store.</summary>
/// <param name="Key">The cell's key.</param>
/// <param name="Data">SHA-256 of the corpus it was measured on.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Result">What it came to.</param>
public sealed record StoredCell(string Key, string Data, double Seconds, CellResult Result);
