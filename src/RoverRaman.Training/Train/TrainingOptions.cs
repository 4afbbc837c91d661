namespace RoverRaman.Training.Train;

/// <summary>How a network is trained. Defaults are the paper's (section 4.2) where it states a value.</summary>
public sealed record TrainingOptions
{
    /// <summary>Most epochs (default 200); early stopping ends nearly every run before.</summary>
    public int Epochs { get; init; } = 200;

    /// <summary>Spectra per step (default 32; the paper does not say).</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Learning rate of Adam at the start (default 0.001).</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Factor on the learning rate at a plateau (default 0.7).</summary>
    public double PlateauFactor { get; init; } = 0.7;

    /// <summary>Consecutive epochs without improvement before the rate is lowered (default 3).</summary>
    public int PlateauPatience { get; init; } = 3;

    /// <summary>Consecutive epochs without improvement before training ends (default 5).</summary>
    public int StoppingPatience { get; init; } = 5;

    /// <summary>Seed of weights, dropout and the order of spectra (default 0). Same seed, same machine, same threads: same result.</summary>
    public int Seed { get; init; }

    /// <summary>Threads of libtorch (default: one a core). Sums run in another order with another number.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
