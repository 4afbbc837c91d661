using RoverRaman.Training.Evaluate;
using RoverRaman.Training.Train;

namespace RoverRaman.Training.Export;

/// <summary>The figures that model.json carries; the keys only grow.</summary>
static class ModelMetrics
{
    public static IReadOnlyDictionary<string, double> Of(TrainedModel model)
    {
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["parameters"] = model.Parameters,
            ["epochs"] = model.History.Epochs.Count,
            ["best_epoch"] = model.History.BestEpoch,
            ["train_n"] = model.Split.Train.Spectra.Count,
            ["validation_n"] = model.Split.Validation.Spectra.Count,
            ["validation_top1"] = model.History.Best.ValidationTop1,
            ["validation_loss"] = model.History.Best.ValidationLoss,
            ["held_out_n"] = model.HeldOut.Count,
            ["ece"] = model.HeldOut.CalibrationError,
            ["confidence_gap"] = model.HeldOut.ConfidenceGap,
        };
        Add(metrics, string.Empty, model.HeldOut);
        Add(metrics, "floor_", model.Floor);
        return metrics;
    }

    static void Add(SortedDictionary<string, double> metrics, string prefix, Scores scores)
    {
        metrics[prefix + "top1"] = scores.Top1;
        metrics[prefix + "top1_low"] = scores.Top1Interval.Low;
        metrics[prefix + "top1_high"] = scores.Top1Interval.High;
        metrics[prefix + "top3"] = scores.Top3;
        metrics[prefix + "top3_low"] = scores.Top3Interval.Low;
        metrics[prefix + "top3_high"] = scores.Top3Interval.High;
    }
}
