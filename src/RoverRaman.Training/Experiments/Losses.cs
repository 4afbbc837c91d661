using RoverRaman.Training.Train;

namespace RoverRaman.Training.Experiments;

/// <summary>Loss curves as a cell stores them.</summary>
static class Losses
{
    public const string Train = "train loss", Validation = "validation loss";

    public static Dictionary<string, double[]> Of(TrainingHistory history) => new()
    {
        [Train] = [.. history.Epochs.Select(epoch => Math.Round(epoch.TrainLoss, 5))],
        [Validation] = [.. history.Epochs.Select(epoch => Math.Round(epoch.ValidationLoss, 5))],
    };
}
