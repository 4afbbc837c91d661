namespace RoverRaman.Training.Experiments;

/// <summary>A table of text.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Columns">Heads of its columns.</param>
/// <param name="Rows">As many fields each.</param>
public sealed record TextTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
