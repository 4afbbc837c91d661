namespace RoverRaman.Training.Explain;

/// <summary>A Raman shift that carried a decision.</summary>
/// <param name="Shift">Raman shift, cm-1.</param>
/// <param name="Importance">Relative to the most important one, 0..1.</param>
public readonly record struct Band(int Shift, float Importance);
