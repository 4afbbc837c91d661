namespace RoverRaman.Training.Train;

/// <summary>What one epoch came to.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="TrainLoss">Class-weighted cross entropy over the epoch's batches, dropout on.</param>
/// <param name="ValidationLoss">Class-weighted cross entropy of the validation spectra, dropout off: what plateau and stopping watch.</param>
/// <param name="ValidationTop1">Share of validation spectra named rightly, 0..1.</param>
/// <param name="LearningRate">Learning rate of this epoch.</param>
/// <param name="Improved">True where the validation loss is the lowest so far.</param>
public readonly record struct EpochReport(int Epoch, double TrainLoss, double ValidationLoss, double ValidationTop1, double LearningRate, bool Improved);
