using System.Text.Json;
using System.Text.Json.Nodes;
using RoverRaman.Training.Evaluate;

namespace RoverRaman.Cli;

/// <summary>What --json prints: one object, snake_case keys.</summary>
static class JsonOutput
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Print(TextWriter output, JsonObject value) => output.WriteLine(value.ToJsonString(Indented));

    /// <summary>n, top1, top3, top1_ci95, top3_ci95, ece, confidence_gap.</summary>
    public static void AddScores(JsonObject json, Scores scores)
    {
        json["n"] = scores.Count;
        json["top1"] = scores.Top1;
        json["top3"] = scores.Top3;
        json["top1_ci95"] = Pair(scores.Top1Interval);
        json["top3_ci95"] = Pair(scores.Top3Interval);
        json["ece"] = scores.CalibrationError;
        json["confidence_gap"] = scores.ConfidenceGap;
    }

    /// <summary>floor_top1, floor_top3 and their intervals.</summary>
    public static void AddFloor(JsonObject json, Scores floor)
    {
        json["floor_top1"] = floor.Top1;
        json["floor_top3"] = floor.Top3;
        json["floor_top1_ci95"] = Pair(floor.Top1Interval);
        json["floor_top3_ci95"] = Pair(floor.Top3Interval);
    }

    /// <summary>A figure under its name, and its interval under <c>name_ci95</c>.</summary>
    public static void Add(JsonObject json, string name, Estimate estimate)
    {
        json[name] = estimate.Value;
        json[name + "_ci95"] = Pair(estimate.Interval);
    }

    static JsonArray Pair(Interval interval) => [interval.Low, interval.High];
}
