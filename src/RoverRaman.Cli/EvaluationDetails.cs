using System.Globalization;
using System.Text.Json.Nodes;
using RoverRaman.Training.Evaluate;

namespace RoverRaman.Cli;

/// <summary>What <c>evaluate</c> says beyond accuracy: sets, selective accuracy, flags, drift, close minerals, classes that the model lacks.</summary>
static class EvaluationDetails
{
    const int NotHeldShown = 10;

    public static void Add(JsonObject json, EvaluationResult result)
    {
        JsonOutput.Add(json, "ece_chance", result.ChanceError);
        JsonOutput.Add(json, "accuracy_certain70", Selective.Accuracy(result.Predictions));
        if (result.HasSets)
        {
            JsonOutput.Add(json, "coverage", Share(result, prediction => prediction.IsCovered));
            JsonOutput.Add(json, "mean_set_size", SetSize(result));
            JsonOutput.Add(json, "known_flagged_unknown", Share(result, prediction => prediction.IsUnknown));
        }
        if (Drift(result) is { } drift)
            json["drift_median"] = drift;
        json["by_signal"] = new JsonArray([.. result.Groups.Select(group =>
        {
            var part = new JsonObject { ["spectra"] = group.Name == ScoreGroup.Usable ? "clear_peak" : "no_clear_peak" };
            JsonOutput.AddScores(part, group.Scores);
            if (group.Floor is { } floor)
                JsonOutput.AddFloor(part, floor);
            return part;
        })]);
        json["close_minerals"] = new JsonArray([.. result.ClosePairs.Select(pair => new JsonObject
        {
            ["class"] = pair.Mineral,
            ["of"] = pair.Of,
            ["right"] = pair.Right,
            ["taken_for_close"] = pair.TakenForClose,
        })]);
        if (result.Mixtures.Count > 0)
            json["mixtures"] = new JsonArray([.. result.Mixtures.Select(mixture => new JsonObject
            {
                ["share"] = mixture.Share,
                ["n"] = mixture.Count,
                ["both_found"] = mixture.Both,
                ["stronger_found"] = mixture.Stronger,
                ["weight_error"] = double.IsNaN(mixture.WeightError) ? null : mixture.WeightError,
            })]);
        json["not_held"] = new JsonObject(result.NotHeld.Select(pair => new KeyValuePair<string, JsonNode?>(pair.Key, pair.Value)));
    }

    public static void Print(TextWriter output, EvaluationResult result)
    {
        Line(output, $"most certain 70 %: {Percent(Selective.Accuracy(result.Predictions))} right");
        if (result.HasSets)
            Line(output, $"conformal sets: hold the true class {Percent(Share(result, prediction => prediction.IsCovered))}, mean size {SetSize(result).Value:F2} ({SetSize(result).Interval.Low:F2} to {SetSize(result).Interval.High:F2}); known minerals called unknown {Percent(Share(result, prediction => prediction.IsUnknown))}");
        foreach (var group in result.Groups)
            Line(output, $"spectra {group.Name}: n {group.Scores.Count}, top-1 {100 * group.Scores.Top1:F1} %, top-3 {100 * group.Scores.Top3:F1} %{(group.Floor is { } floor ? $"; 1-NN floor {100 * floor.Top1:F1} % and {100 * floor.Top3:F1} %" : "")}");
        if (result.UnknownFlagged is { } flagged)
            Line(output, $"unknown minerals called unknown: {100 * flagged:F1} %");
        if (Drift(result) is { } drift)
            Line(output, $"estimated drift: {drift:F1} cm-1 (median)");
        foreach (var pair in result.ClosePairs)
            Line(output, $"  close: {pair.Mineral} {pair.Right} of {pair.Of} right, {pair.TakenForClose} taken for a close one");
        foreach (var mixture in result.Mixtures)
            Line(output, $"  mixture {100 * mixture.Share:F0}/{100 - 100 * mixture.Share:F0}: both minerals found in {mixture.Both} of {mixture.Count} sums ({100 * Interval.Wilson(mixture.Both, mixture.Count).Low:F0} to {100 * Interval.Wilson(mixture.Both, mixture.Count).High:F0} %), the stronger in {mixture.Stronger}, its weight off by {100 * mixture.WeightError:F0} points");
        if (result.NotHeld.Count > 0)
            Line(output, $"not held: {string.Join(", ", result.NotHeld.Take(NotHeldShown).Select(pair => $"{pair.Key} ({pair.Value})"))}{(result.NotHeld.Count > NotHeldShown ? $" and {result.NotHeld.Count - NotHeldShown} other classes" : "")}");
    }

    /// <summary>In percent, with the interval.</summary>
    public static string Percent(Estimate share) => string.Create(
        CultureInfo.InvariantCulture, $"{100 * share.Value:F1} % ({100 * share.Interval.Low:F1} to {100 * share.Interval.High:F1})");

    static Estimate Share(EvaluationResult result, Func<Prediction, bool> holds) => Estimate.Share(result.Predictions.Count(holds), result.Predictions.Count);

    static Estimate SetSize(EvaluationResult result) => Estimate.Mean([.. result.Predictions.Select(prediction => (double)prediction.SetSize)]);

    static double? Drift(EvaluationResult result)
    {
        double[] drifts = [.. result.Predictions.Select(prediction => prediction.Drift).Where(double.IsFinite).Order()];
        return drifts.Length == 0 ? null : drifts[drifts.Length / 2];
    }

    static void Line(TextWriter output, FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
