namespace RoverRaman.Training.Experiments;

/// <summary>How much of everything a sweep does.</summary>
public sealed record SweepSettings
{
    /// <summary>The paper's folds of cross-validation (section 3.2).</summary>
    public const int Folds = 5;

    /// <summary>One split instead of five folds, few epochs, the corner conditions alone.</summary>
    public bool Fast { get; init; }

    /// <summary>Seeds 0..Seeds-1 of folds, weights and order.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>Most epochs of supervised training; early stopping usually ends before.</summary>
    public int Epochs { get; init; } = 200;

    /// <summary>Epochs of training without labels (there is nothing to stop early by).</summary>
    public int PretrainingEpochs { get; init; } = 100;

    /// <summary>Threads of libtorch.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Folds that are measured.</summary>
    public int MeasuredFolds => Fast ? 1 : Folds;

    /// <summary>Part of every cell's key: cells of other settings are other cells.</summary>
    public string Key => $"{(Fast ? "fast" : "full")} {Epochs}/{PretrainingEpochs}";
}
