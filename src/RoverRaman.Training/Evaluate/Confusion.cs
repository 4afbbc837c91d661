namespace RoverRaman.Training.Evaluate;

/// <summary>Two minerals that a model confuses.</summary>
/// <param name="TrueClass">What it was.</param>
/// <param name="TakenFor">What the model named.</param>
/// <param name="Times">How often.</param>
/// <param name="Of">Spectra of the true class in all.</param>
public sealed record Confusion(string TrueClass, string TakenFor, int Times, int Of)
{
    /// <summary>All confusions of <paramref name="predictions"/>, most frequent first, then by name.</summary>
    public static IReadOnlyList<Confusion> Summarise(IReadOnlyCollection<Prediction> predictions)
    {
        var sizes = predictions.CountBy(prediction => prediction.TrueClass).ToDictionary();
        return [.. predictions.Where(prediction => !prediction.IsTop1)
            .CountBy(prediction => (True: prediction.TrueClass, Taken: prediction.Top.FirstOrDefault("no class")))
            .Select(pair => new Confusion(pair.Key.True, pair.Key.Taken, pair.Value, sizes[pair.Key.True]))
            .OrderByDescending(confusion => confusion.Times)
            .ThenBy(confusion => confusion.TrueClass, StringComparer.Ordinal)
            .ThenBy(confusion => confusion.TakenFor, StringComparer.Ordinal)];
    }
}
