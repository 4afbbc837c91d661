namespace RoverRaman.Ground.Heads;

/// <summary>A labelled spectrum of the experiment.</summary>
/// <param name="ClassName">Mineral.</param>
/// <param name="Features">[O, D], row-major.</param>
/// <param name="Fold">Fold that it is tested in; spectra of one specimen share it.</param>
/// <param name="Ranking">Class names, most similar first, by the 1-NN floor with references of the other folds; null leaves the floor out.</param>
public sealed record TransferSample(string ClassName, float[] Features, int Fold, IReadOnlyList<string>? Ranking)
{
    /// <summary>False where the robot would report the spectrum without a name (<see cref="RoverRaman.Spectra.SpectralQuality"/>).</summary>
    public bool IsUsable { get; init; } = true;
}
