namespace RoverRaman.Training.SemiSupervised;

/// <summary>How a network is trained with spectra that have no label. The paper states none of these.</summary>
public sealed record SemiSupervisedOptions
{
    /// <summary>Epochs over all spectra.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Spectra a step.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Learning rate of Adam.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Seed of order and augmentations (weights and latent vectors follow torch's seed).</summary>
    public int Seed { get; init; }
}
