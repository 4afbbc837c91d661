namespace RoverRaman.Training.Train;

/// <summary>The epochs of one training and the one whose weights were kept.</summary>
/// <param name="Epochs">All epochs, in order.</param>
/// <param name="BestEpoch">Epoch (from 1) with the lowest validation loss.</param>
public sealed record TrainingHistory(IReadOnlyList<EpochReport> Epochs, int BestEpoch)
{
    /// <summary>The epoch whose weights were kept.</summary>
    public EpochReport Best => Epochs[BestEpoch - 1];
}
