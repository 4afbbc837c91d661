using System.Globalization;
using RoverRaman.Training.Evaluate;
using RoverRaman.Training.Train.Rover;

namespace RoverRaman.Training.Export;

/// <summary>The figures of a rover model that model.json carries; the keys only grow.</summary>
static class RoverMetrics
{
    public static IReadOnlyDictionary<string, double> Of(RoverMeasurement measured, long parameters, int bytes)
    {
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["parameters"] = parameters,
            ["backbone_bytes"] = bytes,
            ["measured_n"] = measured.Scores.Count,
            ["ece"] = measured.Scores.CalibrationError,
            ["ece_chance"] = measured.ChanceError.Value,
            ["confidence_gap"] = measured.Scores.ConfidenceGap,
            ["coverage"] = measured.Coverage.Value,
            ["mean_set_size"] = measured.SetSize.Value,
            ["accuracy_certain70"] = measured.Certain.Value,
            ["temperature"] = measured.Calibration.Temperature,
            ["conformal_threshold"] = measured.Calibration.ConformalThreshold,
            ["unknown_threshold"] = measured.Calibration.UnknownThreshold,
        };
        Add(metrics, string.Empty, measured.Scores);
        Add(metrics, "floor_", measured.Floor);
        foreach (var (shift, top1) in measured.Shifted)
            metrics[string.Create(CultureInfo.InvariantCulture, $"top1_shift_{shift}")] = top1.Value;
        if (measured.Groups.FirstOrDefault(group => group.Name == ScoreGroup.Usable) is { Scores: var usable })
            (metrics["usable_n"], metrics["usable_top1"], metrics["usable_top3"]) = (usable.Count, usable.Top1, usable.Top3);
        if (measured.Unknown is { } unknown)
            (metrics["unknown_n"], metrics["auroc_unknown"], metrics["fpr95_unknown"]) = (unknown.Unknown, unknown.Auroc.Value, unknown.Fpr95.Value);
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
