namespace RoverRaman.Onboard;

/// <summary>A golden spectrum, after the backbone.</summary>
/// <param name="Mineral">The mineral that it is; null: dark, flat or noise, which nobody may name.</param>
/// <param name="Label">For messages: which one.</param>
/// <param name="Features">[O, D].</param>
public sealed record GoldenFeatures(string? Mineral, string Label, float[] Features);
